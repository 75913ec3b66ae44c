import { RecordError } from "../errors.ts";
import type { EpochRejects } from "../rejects/epoch-rejects.ts";
import { PendingStates } from "../state/pending-states.ts";
import type { TargetOptions } from "../target-options.ts";
import type { Batch } from "./batch.ts";
import { EpochSize, type OpenRows } from "./epoch-size.ts";
import { type Epoch, loadEpoch, type PendingState } from "./load-epoch.ts";
import { SerialQueue } from "./serial-queue.ts";
import type { TableLoader } from "./table-loader.ts";

/** A stream's sink, as far as its rows gather. */
interface GatheringSink extends OpenRows {
  readonly loader: TableLoader;
  takeBatches(): readonly Batch[];
}

/** What a run gathers, and how it loads it. */
type EpochsOptions = Pick<
  TargetOptions,
  "sessions" | "swaps" | "rejects" | "maxBytes" | "maxRows" | "maxWaitMs"
>;

/**
 * What gathers, over all streams, until it is loaded together: one epoch after the other, and the next
 * one gathers while one is loaded. A state belongs to the epoch it came in and is offered when that is
 * committed.
 */
export class Epochs {
  readonly #options: EpochsOptions;
  readonly #sinks: ReadonlyMap<string, GatheringSink>;
  readonly #queue = new SerialQueue();
  readonly #states = new PendingStates();
  readonly #size: EpochSize;
  #rejects: EpochRejects | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** The sinks may become more and others. */
  constructor(options: EpochsOptions, sinks: ReadonlyMap<string, GatheringSink>) {
    this.#options = options;
    this.#sinks = sinks;
    this.#size = new EpochSize(options);
    this.#rejects = options.rejects?.open();
  }

  /** Whether lines are kept, for records that turn out bad. */
  get keepsLines(): boolean {
    return this.#rejects !== undefined;
  }

  /** Notes a row, by which its sink grew so many bytes. */
  addRow(bytes: number): void {
    this.#size.addRecord(bytes);
    this.#states.noteRecord();
    this.#timer ??= setTimeout(() => this.load(), this.#options.maxWaitMs);
  }

  /** Keeps the line of a row that the server may refuse, where that does not end the run. */
  keepLine(number: number, line: Buffer): void {
    this.#size.addBytes(this.#rejects?.keep(number, line) ?? 0);
  }

  /** Puts a record aside, where that is allowed; otherwise throws the error. */
  divert(error: unknown, line: Buffer): void {
    if (!(error instanceof RecordError) || this.#rejects === undefined) throw error;
    this.#rejects.divert(error, line);
  }

  addState(state: PendingState): void {
    this.#size.addBytes(this.#states.add(state));
  }

  /** Whether a sink that got a row has enough. */
  isEnough(sink: GatheringSink): boolean {
    return this.#size.isEnough(sink, this.#queue.isIdle);
  }

  /** Lets the epoch before finish first, so that at most two are held; a huge one is held alone. */
  async loadWhenReady(): Promise<void> {
    await this.#queue.idle();
    this.#queue.throwFailure();
    const { isHuge } = this.#size;
    this.load();
    if (isHuge) await this.#queue.idle();
  }

  /** Puts states that no row came with in the queue: they need none to be safe. */
  loadStates(): void {
    if (this.#size.records === 0 && this.#states.length > 0) this.load();
  }

  /** Puts what has gathered in the queue. */
  load(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const epoch = this.#take();
    const { streams, states: pending, rejects } = epoch;
    if (streams.length === 0 && pending.length === 0 && rejects?.isEmpty !== false) return;
    const { sessions, swaps } = this.#options;
    const load = () => loadEpoch(epoch, sessions, (safe) => swaps.takeStates(safe));
    // The queue keeps the failure for whoever comes next.
    this.#queue.run(load).catch(() => {});
  }

  /** Does work after everything that was put in the queue; rejects with its error, or with one before it. */
  run<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#queue.run(work);
  }

  /** Commits everything that was taken. */
  async drain(): Promise<void> {
    this.load();
    await this.#queue.idle();
    this.#queue.throwFailure();
  }

  /** Throws the first error of anything that was put in the queue. */
  throwFailure(): void {
    this.#queue.throwFailure();
  }

  #take(): Epoch {
    const streams = [...this.#sinks.values()]
      .map((sink) => ({ loader: sink.loader, batches: sink.takeBatches() }))
      .filter(({ batches }) => batches.length > 0);
    const states = this.#states.take();
    const rejects = this.#rejects;
    this.#rejects = this.#options.rejects?.open();
    this.#size.reset();
    return { streams, states, rejects };
  }
}
