import type { ChunkPool } from "./chunk-pool.ts";
import { type KeyRanges, RangeFinder } from "./key-ranges.ts";
import { LastRows } from "./last-rows.ts";
import { NumberList } from "./number-list.ts";
import type { RowBuffer } from "./row-buffer.ts";
import { RowChunks } from "./row-chunks.ts";
import { LANES, laneOf, type RowKey } from "./row-key.ts";

/** COPY's formats: text from the slow path, binary from the fast one. */
export type RowFormat = "text" | "binary";

const FORMATS: readonly RowFormat[] = ["text", "binary"];

/** Some rows of a batch. */
export interface RowChoice {
  /** The first row, by the order in which they came. */
  readonly start: number;
  /** The row after the last. */
  readonly end: number;
  readonly lanes: readonly number[];
}

/** Rows of one format as COPY takes them, and where each one comes from. */
export interface SelectedRows {
  readonly format: RowFormat;
  /** Identifiers of the rows' columns, where they are not in the loader's order. */
  readonly columns: readonly string[] | undefined;
  readonly chunks: readonly Buffer[];
  /** Index in the batch of a row of the chunks. */
  readonly rowAt: (index: number) => number | undefined;
}

/** Rows of one lane and one format. */
interface Part {
  readonly format: RowFormat;
  readonly lane: number;
  readonly chunks: RowChunks;
  /** Index in the batch of each row. */
  readonly rows: NumberList;
  /** Bytes of each row. */
  readonly lengths: NumberList;
  readonly finder: RangeFinder;
}

/** Rows without a key change lanes after so many. */
const KEYLESS_RUN = 64;

/**
 * Rows of one stream and one version, encoded, until they are committed. Kept as bytes, so that a
 * batch can be sent again in part: up to a row that the server refuses, for example.
 */
export class Batch {
  /** The version of the stream that the rows belong to. */
  readonly version: number | undefined;
  /** Identifiers of the columns of binary rows, in their order. */
  binaryColumns: readonly string[] = [];
  /** Whether a row that came the slow path is marked as deleted. */
  hasMarked = false;
  /** Epoch milliseconds of the first row's arrival. */
  readonly startedAt: number;
  readonly #lines = new NumberList();
  readonly #parts: readonly Part[];
  readonly #lastRows = new LastRows();
  /** Rows that a later row with the same key replaces, and that next one. */
  readonly #successors = new Map<number, number>();
  /** Whether rows that a later row replaces are selected as well. */
  readonly #keepsReplaced: boolean;
  #bytes = 0;
  /** Keys that follow each other are mostly of one lane. */
  #lastBinary: Part;

  constructor(
    pool: ChunkPool,
    version: number | undefined,
    startedAt: number,
    keepsReplaced = false,
  ) {
    this.version = version;
    this.startedAt = startedAt;
    this.#keepsReplaced = keepsReplaced;
    this.#parts = Array.from({ length: LANES }, (_, lane) =>
      FORMATS.map((format) => ({
        format,
        lane,
        chunks: new RowChunks(pool),
        rows: new NumberList(),
        lengths: new NumberList(),
        finder: new RangeFinder(),
      })),
    ).flat();
    this.#lastBinary = this.#part(0, "binary");
  }

  /** Bytes of all rows. */
  get bytes(): number {
    return this.#bytes;
  }

  get rows(): number {
    return this.#lines.length;
  }

  /** Whether there is a row with a key that one of this format may not follow: formats have no order. */
  isClosedTo(key: RowKey, format: RowFormat): boolean {
    return (
      this.#lastRows.find(key) !== undefined &&
      this.#parts.some((part) => part.format !== format && part.rows.length > 0)
    );
  }

  /** Whether a selection may hold rows that a later row replaces. */
  get hasReplaced(): boolean {
    return this.#keepsReplaced && this.#successors.size > 0;
  }

  /** Adds a row in COPY's text format, with its line end. Of the rows with one key the last wins. */
  addText(row: string, line: number, key: RowKey | undefined): void {
    const part = this.#note(line, key, "text");
    this.#count(part, part.chunks.addText(row));
  }

  /** Has a row written where it will most likely stay. */
  place(row: RowBuffer): void {
    this.#lastBinary.chunks.place(row);
  }

  /** Adds a row in COPY's binary format. */
  addBinary(row: RowBuffer, line: number, key: RowKey | undefined): void {
    const part = this.#note(line, key, "binary");
    this.#count(part, part.chunks.addRow(row));
    this.#lastBinary = part;
  }

  /** Gives the memory back. Nothing may be selected any more. */
  release(): void {
    for (const { chunks } of this.#parts) chunks.release();
  }

  /** Number of a row's line in the input. */
  lineOf(row: number): number {
    return this.#lines.at(row) ?? 0;
  }

  /** How many rows, counted from the first, come from lines before this one. */
  rowsBefore(line: number): number {
    const row = this.#lines.values().findIndex((at) => at >= line);
    return row === -1 ? this.rows : row;
  }

  /** How many rows a choice has. */
  countRows({ start, end, lanes }: RowChoice): number {
    const isAll = start === 0 && end === this.rows;
    const isChosen = (row: number): boolean => row >= start && row < end;
    return this.#parts
      .filter(({ lane }) => lanes.includes(lane))
      .reduce(
        (sum, { rows }) => sum + (isAll ? rows.length : rows.values().filter(isChosen).length),
        0,
      );
  }

  /** The rows of a choice, without those that a later row of the choice replaces, unless they are kept. */
  select({ start, end, lanes }: RowChoice): readonly SelectedRows[] {
    const keepsAll = this.#keepsReplaced || this.#successors.size === 0;
    const isAll = start === 0 && end === this.rows && keepsAll;
    const isWanted = (row: number): boolean =>
      row >= start && row < end && (keepsAll || (this.#successors.get(row) ?? end) >= end);
    const parts = this.#parts.filter(({ lane }) => lanes.includes(lane));
    return FORMATS.map((format) => {
      const chosen = parts.filter((part) => part.format === format);
      const rows = chosen.map((part) =>
        isAll ? part.rows.values() : part.rows.values().filter(isWanted),
      );
      return {
        format,
        columns: format === "binary" ? this.binaryColumns : undefined,
        chunks: chosen.flatMap((part) =>
          isAll
            ? part.chunks.chunks()
            : part.chunks.select(part.lengths.values(), wants(part, isWanted)),
        ),
        rowAt: (index: number) => elementAt(rows, index),
      };
    }).filter(({ chunks }) => chunks.length > 0);
  }

  /** Ranges of the keys of a choice; undefined when they are not known. */
  rangesOf({ start, end, lanes }: RowChoice): KeyRanges | undefined {
    if (this.version === undefined || start > 0 || end < this.rows) return undefined;
    const parts = this.#parts.filter(({ lane }) => lanes.includes(lane));
    const found = parts.flatMap(({ finder }) => finder.ranges ?? []);
    if (found.length < parts.length) return undefined;
    return {
      firsts: found.flatMap(({ firsts }) => firsts),
      lasts: found.flatMap(({ lasts }) => lasts),
    };
  }

  #note(line: number, key: RowKey | undefined, format: RowFormat): Part {
    const row = this.rows;
    if (key !== undefined) {
      const earlier = this.#lastRows.add(key);
      if (earlier !== undefined) this.#successors.set(earlier, row);
    }
    const lane = key === undefined ? Math.floor(row / KEYLESS_RUN) % LANES : laneOf(key);
    const part = this.#part(lane, format);
    part.rows.push(row);
    // Nobody asks for the ranges of keys that have no version.
    if (this.version !== undefined) part.finder.add(key);
    this.#lines.push(line);
    return part;
  }

  #part(lane: number, format: RowFormat): Part {
    return this.#parts[2 * lane + (format === "text" ? 0 : 1)] as Part;
  }

  #count(part: Part, bytes: number): void {
    part.lengths.push(bytes);
    this.#bytes += bytes;
  }
}

function wants({ rows }: Part, isWanted: (row: number) => boolean): (index: number) => boolean {
  return (index) => isWanted(rows.at(index) as number);
}

function elementAt(lists: readonly Float64Array[], index: number): number | undefined {
  let place = index;
  for (const list of lists) {
    if (place < list.length) return list[place];
    place -= list.length;
  }
  return undefined;
}
