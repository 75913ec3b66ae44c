import type { Connection } from "../postgres.ts";
import { quoteRelation, type Relation } from "../sql/identifier.ts";
import {
  beginMemory,
  endMemory,
  memoryRelation,
  parseMemory,
  READ_MEMORY,
  readMemoryIsWhole,
  rememberStage,
  type VersionMemory,
} from "../sql/version-memory.ts";

/** What an activation has to spare, beside the rows that carry the version. */
export type Spared = "nothing" | "remembered" | "everything";

/**
 * Which keys of a table were seen in the newest version of its stream. A merge leaves unchanged rows
 * alone, and with them their older version; without the memory an activation would remove them.
 */
export class KeyMemory {
  readonly #relation: Relation;
  readonly #keys: readonly string[];

  constructor(relation: Relation, keys: readonly string[]) {
    this.#relation = relation;
    this.#keys = keys;
  }

  /**
   * The statements that remember a stage's keys; none where no activation can need them. To be
   * called, like {@link spare}, inside the transaction that holds the table's lock: another run may
   * have begun a newer version since the last batch.
   */
  async remember(connection: Connection, version: number | undefined): Promise<string[]> {
    if (version === undefined) return [];
    const memory = await this.#read(connection);
    const newest = memory?.version ?? Number.NEGATIVE_INFINITY;
    if (version < newest || (version === newest && memory?.activated)) return [];
    return [
      ...(version > newest ? beginMemory(this.#relation, this.#keys, version) : []),
      rememberStage(this.#relation, this.#keys),
    ];
  }

  /** Decides what an activation of a version spares. */
  async spare(connection: Connection, version: number): Promise<Spared> {
    const memory = await this.#read(connection);
    if (memory === undefined || version > memory.version) return "nothing";
    // Rows of a newer version may look old; and what is activated already needs no second time.
    if (version < memory.version || memory.activated) return "everything";
    const sql = readMemoryIsWhole(this.#relation, this.#keys);
    const [row] = await connection.query<{ whole: boolean }>(sql);
    return row?.whole === true ? "remembered" : "everything";
  }

  /** The statements that note an activation; none where nothing was ever remembered. */
  async end(connection: Connection, version: number): Promise<string[]> {
    const memory = await this.#read(connection);
    return memory === undefined ? [] : endMemory(this.#relation, version);
  }

  async #read(connection: Connection): Promise<VersionMemory | undefined> {
    const name = quoteRelation(memoryRelation(this.#relation));
    const [row] = await connection.query<{ comment: string | null }>(READ_MEMORY, [name]);
    return parseMemory(row?.comment);
  }
}
