import type { Connection } from "../postgres.ts";
import { quoteRelation, type Relation } from "../sql/identifier.ts";
import { beginWriting } from "../sql/transaction.ts";
import {
  beginMemory,
  endMemory,
  isInteger,
  type KeyColumn,
  loseMemory,
  type MemoryContent,
  type MemoryTable,
  memoryRelation,
  parseMemory,
  READ_MEMORY,
  readMemoryContent,
  rememberRanges,
  rememberStage,
  type VersionMemory,
  widenMemory,
} from "../sql/version-memory.ts";
import { inTransaction } from "./in-transaction.ts";
import type { KeyRanges } from "./key-ranges.ts";

/**
 * What an activation has to spare, beside the rows that carry the version: the keys that are
 * remembered, all of them in ranges or not.
 */
export type Spared = "nothing" | "keys" | "ranges" | "everything";

/**
 * Which keys of a table were seen in the newest version of its stream. A merge leaves unchanged rows
 * alone, and with them their older version; without the memory an activation would remove them.
 */
export class KeyMemory {
  readonly #relation: Relation;
  readonly #keys: readonly KeyColumn[];
  /** What {@link begin} was last called for: lanes that come at the same time wait for one. */
  #begun: { readonly version: number; readonly done: Promise<void> } | undefined;

  constructor(relation: Relation, keys: readonly KeyColumn[]) {
    this.#relation = relation;
    this.#keys = keys;
  }

  /** Makes the memory ready for a version, unless a newer one has begun or this one is activated. */
  async begin(connection: Connection, version: number | undefined): Promise<void> {
    if (version === undefined) return;
    if (this.#begun?.version !== version) {
      this.#begun = { version, done: this.#begin(connection, version) };
    }
    try {
      await this.#begun.done;
    } catch (error) {
      this.#begun = undefined;
      throw error;
    }
  }

  /**
   * The statement that remembers a stage's keys, whose ranges may be known; none where
   * no activation can need them. To be called, like {@link spare}, inside a transaction that holds a
   * lock of the table: another run may have begun a newer version since the last batch.
   */
  async remember(
    connection: Connection,
    version: number | undefined,
    ranges?: KeyRanges,
  ): Promise<string[]> {
    if (version === undefined) return [];
    const memory = await this.#read(connection);
    if (memory === undefined || version !== memory.version || memory.activated) return [];
    if (!memory.isOfKey) return this.#adapt(memory);
    return [
      ranges !== undefined && isInteger(this.#keys)
        ? rememberRanges(this.#relation, this.#keys, ranges)
        : rememberStage(this.#relation, this.#keys),
    ];
  }

  /** Decides what an activation of a version spares. */
  async spare(connection: Connection, version: number): Promise<Spared> {
    const memory = await this.#read(connection);
    if (memory === undefined || version > memory.version) return "nothing";
    // Rows of a newer version may look old; and what is activated already needs no second time.
    if (version < memory.version || memory.activated || !memory.isOfKey) return "everything";
    const sql = readMemoryContent(this.#relation, this.#keys);
    const [content] = await connection.query<MemoryContent>(sql);
    if (content?.whole !== true) return "everything";
    return content.ranges && isInteger(this.#keys) ? "ranges" : "keys";
  }

  /** The statements that note an activation; none where nothing was ever remembered. */
  async end(connection: Connection, version: number): Promise<string[]> {
    const memory = await this.#read(connection);
    return memory === undefined ? [] : endMemory(this.#relation, version);
  }

  #begin(connection: Connection, version: number): Promise<void> {
    return inTransaction(connection, beginWriting(this.#relation), async () => {
      const memory = await this.#read(connection);
      const newest = memory?.version ?? Number.NEGATIVE_INFINITY;
      if (version > newest) {
        await connection.query(beginMemory(this.#relation, this.#keys, version).join(";\n"));
      } else if (memory !== undefined && version === newest && !memory.activated) {
        await connection.query(this.#adapt(memory).join(";\n"));
      }
    });
  }

  /** Makes a memory fit the key: keys of other columns tell nothing of its rows. */
  #adapt(memory: VersionMemory): string[] {
    return memory.isOfKey
      ? [widenMemory(this.#relation, this.#keys)]
      : loseMemory(this.#relation, this.#keys, memory);
  }

  async #read(connection: Connection): Promise<VersionMemory | undefined> {
    const name = quoteRelation(memoryRelation(this.#relation));
    const [table] = await connection.query<MemoryTable>(READ_MEMORY, [name]);
    return parseMemory(table, this.#keys);
  }
}
