import type { MetabaseClient, ServerInfo } from "@singer-metabase/metabase-client";
import type { ServerObject } from "../records/server-object.ts";
import type { FilterSettings, Source } from "../source.ts";
import { LaneClosedError } from "./lane.ts";
import type { StreamRun } from "./stream-run.ts";

/** What every source of a run reads with. */
export interface ReadingContext {
  readonly client: MetabaseClient;
  readonly server: ServerInfo;
  readonly settings: FilterSettings;
  readonly concurrency: number;
}

/** How a read ended. */
export interface ReadResult {
  /** What ended it early. */
  readonly error?: unknown;
  /** Which parts are missing although it went on. */
  readonly missing: readonly string[];
}

/** One source in one run: reads it once and hands its objects to every stream made of it. */
export class SourceRun {
  readonly source: Source;
  /** Settles when the read has ended, well or not; never rejects. */
  readonly result: Promise<ReadResult>;
  readonly #streams: readonly StreamRun[];
  readonly #parent: SourceRun | undefined;
  readonly #ids = new Set<number>();
  readonly #missing: string[] = [];

  /** Starts reading at once. */
  constructor(
    source: Source,
    context: ReadingContext,
    from: { readonly streams: readonly StreamRun[]; readonly parent: SourceRun | undefined },
  ) {
    this.source = source;
    this.#streams = from.streams;
    this.#parent = from.parent;
    this.result = this.#read(context);
  }

  async #read(context: ReadingContext): Promise<ReadResult> {
    try {
      const objects = this.source.read({
        ...context,
        parentIds: () => this.#parentIds(),
        incomplete: (reason) => this.#missing.push(reason),
      });
      for await (const object of objects) await this.#distribute(object);
      return { missing: this.#missing };
    } catch (error) {
      return { missing: this.#missing, ...(!(error instanceof LaneClosedError) && { error }) };
    } finally {
      for (const { lane } of this.#streams) lane.end();
    }
  }

  async #distribute(object: ServerObject): Promise<void> {
    const { id } = object;
    if (typeof id === "number") this.#ids.add(id);
    for (const stream of this.#streams) await stream.accept(object);
  }

  async #parentIds(): Promise<readonly number[]> {
    const { error, missing } = (await this.#parent?.result) ?? { missing: [] };
    if (error !== undefined) throw error;
    this.#missing.push(...missing);
    return [...(this.#parent?.ids ?? [])];
  }

  /** The ids of the objects read so far, each once. */
  get ids(): ReadonlySet<number> {
    return this.#ids;
  }
}
