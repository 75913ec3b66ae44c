import type { DetailCache } from "../cache/detail-cache.ts";
import type { ServerObject } from "../records/server-object.ts";
import type { ParentObject, Reading, RunFacts, ServerSource } from "../source.ts";
import { LaneClosedError } from "./lane.ts";

/** What every source of a run reads with. */
export interface ReadingContext extends RunFacts {
  readonly concurrency: number;
  readonly details: DetailCache | undefined;
}

/** The same with what the reads of one run find out together. */
export type SharedContext = ReadingContext & Pick<Reading, "once">;

/** How a read ended. */
export interface ReadResult {
  /** What ended it early. */
  readonly error?: unknown;
  /** Which parts are missing although it went on. */
  readonly missing: readonly string[];
  /** The parts that it found, where these differ from server to server; its parent's too. */
  readonly covered?: readonly string[];
  /** The HTTP requests that it took; undefined where there is nothing to ask. */
  readonly requests?: number;
  /** How far it was read, where it says so. */
  readonly position?: unknown;
}

/** Who takes the objects of a read: a stream that makes rows of them, or a derived source. */
export interface ObjectTaker {
  /** Resolves when there is room for the next. */
  accept(object: ServerObject): Promise<void> | void;
  /** Says that no more come. */
  end(): void;
}

/** A read under way, of whatever kind. */
export interface Read {
  /** Settles when the read has ended, well or not; never rejects. */
  readonly result: Promise<ReadResult>;
}

/** One source in one run: reads it once and hands its objects to everybody made of it. */
export class SourceRun implements Read {
  readonly result: Promise<ReadResult>;
  readonly #source: ServerSource;
  readonly #takers: readonly ObjectTaker[];
  readonly #parent: SourceRun | undefined;
  readonly #witness: SourceRun | undefined;
  readonly #parents = new Map<number, ParentObject>();
  readonly #witnessed = new Map<number, string>();
  readonly #watchers: ((object: ServerObject) => void)[] = [];
  readonly #missing: string[] = [];
  readonly #covered: string[] = [];
  #requests = 0;

  /** Starts reading at once. */
  constructor(
    source: ServerSource,
    context: SharedContext,
    from: {
      readonly takers: readonly ObjectTaker[];
      readonly parent: SourceRun | undefined;
      readonly witness: SourceRun | undefined;
      readonly position: unknown;
    },
  ) {
    this.#source = source;
    this.#takers = from.takers;
    this.#parent = from.parent;
    this.#parent?.watch((object) => this.#noteParent(object));
    this.#witness = from.witness;
    this.#witness?.watch((object) => {
      if (typeof object["id"] !== "number" || source.witness === undefined) return;
      this.#witnessed.set(object["id"], source.witness.note(object));
    });
    this.result = this.#read(context, from.position);
  }

  async #read(context: SharedContext, position: unknown): Promise<ReadResult> {
    let reached = position;
    try {
      const objects = this.#source.read({
        ...context,
        client: context.client.observed(() => {
          this.#requests += 1;
        }),
        position,
        remember: (further) => {
          reached = further;
        },
        parents: () => this.#readParents(),
        witnessed: () => this.#readWitnessed(),
        parentIds: async () => (await this.#readParents()).map(({ id }) => id),
        incomplete: (reason) => this.#missing.push(reason),
        covers: (part) => this.#covered.push(part),
      });
      for await (const object of objects) await this.#distribute(object);
      return { ...this.#facts(), covered: this.#covered, position: reached };
    } catch (error) {
      return { ...this.#facts(), ...(!(error instanceof LaneClosedError) && { error }) };
    } finally {
      for (const taker of this.#takers) taker.end();
    }
  }

  #facts(): Pick<ReadResult, "missing" | "requests"> {
    return { missing: this.#missing, requests: this.#requests };
  }

  /** Calls back with each object as it passes; nothing has passed yet when the runs are made. */
  watch(watcher: (object: ServerObject) => void): void {
    this.#watchers.push(watcher);
  }

  async #distribute(object: ServerObject): Promise<void> {
    for (const watch of this.#watchers) watch(object);
    for (const taker of this.#takers) await taker.accept(object);
  }

  #noteParent(object: ServerObject): void {
    for (const one of this.#source.goesThrough?.(object) ?? [object]) {
      const { id, updated_at: updatedAt } = one;
      if (typeof id !== "number") continue;
      this.#parents.set(id, {
        id,
        stamp: this.#source.stamp?.(one),
        updatedAt: typeof updatedAt === "string" ? updatedAt : undefined,
      });
    }
  }

  async #readParents(): Promise<readonly ParentObject[]> {
    const { error, missing, covered = [] } = (await this.#parent?.result) ?? { missing: [] };
    if (error !== undefined) throw error;
    this.#missing.push(...missing);
    this.#covered.push(...covered);
    return [...this.#parents.values()];
  }

  async #readWitnessed(): Promise<ReadonlyMap<number, string> | undefined> {
    if (this.#witness === undefined) return undefined;
    const { error, missing } = await this.#witness.result;
    return error === undefined && missing.length === 0 ? this.#witnessed : undefined;
  }
}
