import {
  type CatalogEntry,
  createRecordSelector,
  formatMessage,
  selectSchema,
} from "@singer-metabase/singer-protocol";
import { createRecordFormer, type FormRecord } from "../records/record-former.ts";
import type { ServerObject } from "../records/server-object.ts";
import type { Stream } from "../stream.ts";
import { Lane, type LaneOptions } from "./lane.ts";
import type { ObjectTaker } from "./source-run.ts";

/** What one stream is read with. */
export interface StreamRunOptions {
  readonly stream: Stream;
  readonly catalogEntry: CatalogEntry;
  /** The version of all its records in this run. */
  readonly version: number;
  readonly timeExtracted: Date;
  readonly lane: LaneOptions;
  /** Called once for each property whose values did not fit the schema. */
  readonly onMisfit: (property: string, record: Readonly<Record<string, unknown>>) => void;
}

/** One stream in one run: makes lines of what its source reads, and counts them. */
export class StreamRun implements ObjectTaker {
  readonly stream: Stream;
  readonly version: number;
  readonly lane: Lane;
  /** How many records were made. */
  rows = 0;
  /** How often a value did not fit, by property. */
  readonly misfits = new Map<string, number>();
  /** How often a field came that the schema does not declare, by name. */
  readonly unknownFields = new Map<string, number>();
  /** What ended this stream alone, while its source went on for others. */
  failure: unknown;
  readonly #options: StreamRunOptions;
  readonly #form: FormRecord;
  readonly #select: (record: Record<string, unknown>) => Record<string, unknown>;
  readonly #timeExtracted: string;

  constructor(options: StreamRunOptions) {
    this.stream = options.stream;
    this.version = options.version;
    this.lane = new Lane(options.lane);
    this.#options = options;
    this.#form = createRecordFormer(options.stream);
    this.#select = createRecordSelector(options.catalogEntry);
    this.#timeExtracted = options.timeExtracted.toISOString();
  }

  /** Takes an object of the source; resolves when there is room for the next. */
  async accept(object: ServerObject): Promise<void> {
    if (this.failure !== undefined) return;
    for (const row of this.stream.rows?.(object) ?? [object]) {
      const line = this.#toLine(row);
      if (line === undefined) return;
      this.rows += 1;
      const room = this.lane.push(line);
      if (room !== undefined) await room;
    }
  }

  /** Says that no more objects come. */
  end(): void {
    this.lane.end();
  }

  /** The line that comes before the records. */
  schemaLine(): string {
    const { stream, catalogEntry } = this.#options;
    return formatMessage({
      type: "SCHEMA",
      stream: stream.name,
      schema: selectSchema(catalogEntry, stream.schema),
      key_properties: stream.keyProperties,
    });
  }

  #toLine(row: ServerObject): string | undefined {
    try {
      const { record, misfits, unknown } = this.#form(row);
      for (const property of misfits) {
        if (countUp(this.misfits, property) === 1) this.#options.onMisfit(property, row);
      }
      for (const name of unknown) countUp(this.unknownFields, name);
      return formatMessage({
        type: "RECORD",
        stream: this.stream.name,
        record: this.#select(record),
        ...(this.stream.isAppendOnly !== true && { version: this.version }),
        time_extracted: this.#timeExtracted,
      });
    } catch (error) {
      this.failure = error;
      return undefined;
    }
  }
}

function countUp(counts: Map<string, number>, name: string): number {
  const count = (counts.get(name) ?? 0) + 1;
  counts.set(name, count);
  return count;
}
