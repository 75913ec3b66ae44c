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
  #memory: VersionMemory | undefined;
  #isRead = false;

  constructor(relation: Relation, keys: readonly string[]) {
    this.#relation = relation;
    this.#keys = keys;
  }

  /** Reads what earlier runs left. */
  async read(connection: Connection): Promise<void> {
    if (this.#isRead) return;
    const name = quoteRelation(memoryRelation(this.#relation));
    const [row] = await connection.query<{ comment: string | null }>(READ_MEMORY, [name]);
    this.#memory = parseMemory(row?.comment);
    this.#isRead = true;
  }

  /** The statements that remember a stage's keys; none where no activation can need them. */
  remember(version: number | undefined): string[] {
    if (version === undefined) return [];
    const newest = this.#memory?.version ?? Number.NEGATIVE_INFINITY;
    if (version < newest || (version === newest && this.#memory?.activated)) return [];
    return [
      ...(version > newest ? beginMemory(this.#relation, this.#keys, version) : []),
      rememberStage(this.#relation, this.#keys),
    ];
  }

  /** To be called when the statements of {@link remember} are committed. */
  remembered(version: number | undefined): void {
    if (version === undefined || version <= (this.#memory?.version ?? Number.NEGATIVE_INFINITY))
      return;
    this.#memory = { version, activated: false };
  }

  /** Decides what an activation of a version spares. */
  async spare(connection: Connection, version: number): Promise<Spared> {
    await this.read(connection);
    const memory = this.#memory;
    if (memory === undefined || version > memory.version) return "nothing";
    // Rows of a newer version may look old; and what is activated already needs no second time.
    if (version < memory.version || memory.activated) return "everything";
    const sql = readMemoryIsWhole(this.#relation, this.#keys);
    const [row] = await connection.query<{ whole: boolean }>(sql);
    return row?.whole === true ? "remembered" : "everything";
  }

  /** The statements that note an activation. */
  end(version: number): string[] {
    return this.#memory === undefined ? [] : endMemory(this.#relation, version);
  }

  /** To be called when the statements of {@link end} are committed. */
  ended(version: number): void {
    if (this.#memory !== undefined) this.#memory = { version, activated: true };
  }
}
