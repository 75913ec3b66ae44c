import type {
  ActivateVersionMessage,
  Line,
  Logger,
  ReceivedMessage,
  RecordMessage,
  SchemaMessage,
} from "@singer-metabase/singer-protocol";
import { sliceMember } from "./encode/json-slices.ts";
import { RecordError } from "./errors.ts";
import { type Epoch, loadEpoch, type PendingState } from "./load/load-epoch.ts";
import { SerialQueue } from "./load/serial-queue.ts";
import type { Sink } from "./sink.ts";
import type { StateWriter } from "./state/state-writer.ts";

/** What a target is made of. */
export interface TargetOptions {
  /** Makes a stream's table and sink ready; called in order with everything that is loaded. */
  readonly openSink: (message: SchemaMessage, line: Line) => Promise<Sink>;
  readonly states: StateWriter;
  /** Bytes that encoded rows may take, over all streams: half gathers while half is loaded. */
  readonly maxBytes: number;
  /** Rows of one stream that are loaded at once at most; undefined for as many as fit. */
  readonly maxRows: number | undefined;
  /** The longest that a row waits for others. */
  readonly maxWaitMs: number;
  readonly activatesVersions: boolean;
  readonly logger: Pick<Logger, "info">;
  readonly now: () => number;
}

/**
 * Takes messages in their order. Records gather in their streams' sinks; what gathered is loaded
 * together, as an epoch, while the next one gathers. A state belongs to the epoch it came in and is
 * offered when that is committed: this alone keeps it behind the data.
 */
export class Target {
  readonly #options: TargetOptions;
  readonly #sinks = new Map<string, Sink>();
  readonly #queue = new SerialQueue();
  #states: PendingState[] = [];
  #openBytes = 0;
  #openRecords = 0;
  #recordCameSinceState = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: TargetOptions) {
    this.#options = options;
  }

  /** Takes the messages that arrived together. Rejects as soon as anything before them has failed. */
  async receive(messages: readonly ReceivedMessage[]): Promise<void> {
    const receivedAt = this.#options.now();
    for (const { message, line } of messages) {
      switch (message.type) {
        case "RECORD":
          if (this.#addRecord(message, line, receivedAt)) await this.#loadWhenReady();
          break;
        case "SCHEMA":
          await this.#receiveSchema(message, line);
          break;
        case "STATE":
          this.#addState(line);
          break;
        case "ACTIVATE_VERSION":
          await this.#activate(message);
          break;
      }
    }
    // States alone need no row and no limit to be safe.
    if (this.#openRecords === 0 && this.#states.length > 0) this.#load();
    this.#queue.throwFailure();
  }

  /** Commits everything that was taken. */
  async drain(): Promise<void> {
    this.#load();
    await this.#queue.idle();
    this.#queue.throwFailure();
  }

  /** Whether the record filled what may gather. */
  #addRecord(message: RecordMessage, line: Line, receivedAt: number): boolean {
    const { maxBytes, maxRows, maxWaitMs } = this.#options;
    const sink = this.#sinks.get(message.stream);
    if (sink === undefined) {
      throw new RecordError(
        { stream: message.stream, line: line.number },
        "RECORD without a SCHEMA before it; the tap must send the SCHEMA first",
      );
    }
    this.#openBytes += sink.add(message, line, receivedAt);
    this.#openRecords += 1;
    this.#recordCameSinceState = true;
    this.#timer ??= setTimeout(() => this.#load(), maxWaitMs);
    return this.#openBytes >= maxBytes / 2 || (maxRows !== undefined && sink.openRows >= maxRows);
  }

  #addState(line: Line): void {
    const json = sliceMember(line.bytes, "value") ?? "";
    // An empty state would make the runner forget the one it has.
    if (/^\{\s*\}$/.test(json)) return;
    // Of states with no record between them only the newest can matter.
    if (!this.#recordCameSinceState) this.#openBytes -= this.#states.pop()?.json.length ?? 0;
    this.#states.push({ line: line.number, json });
    this.#openBytes += json.length;
    this.#recordCameSinceState = false;
  }

  async #receiveSchema(message: SchemaMessage, line: Line): Promise<void> {
    const previous = this.#sinks.get(message.stream);
    if (previous?.accepts(message)) return;
    this.#load();
    const sink = await this.#queue.run(() => this.#options.openSink(message, line));
    this.#sinks.set(message.stream, sink);
  }

  async #activate({ stream, version }: ActivateVersionMessage): Promise<void> {
    const { activatesVersions, logger, now } = this.#options;
    if (!activatesVersions) return;
    const sink = this.#sinks.get(stream);
    if (sink === undefined) {
      logger.info(
        `version ${version} of stream "${stream}" removes nothing: there is no SCHEMA yet`,
      );
      return;
    }
    this.#load();
    await this.#queue.run(() => sink.loader.activate(version, now()));
  }

  /** Lets the epoch before finish first, so that at most two are held; a huge one is held alone. */
  async #loadWhenReady(): Promise<void> {
    await this.#queue.idle();
    this.#queue.throwFailure();
    const isHuge = this.#openBytes >= this.#options.maxBytes;
    this.#load();
    if (isHuge) await this.#queue.idle();
  }

  /** Puts what has gathered in the queue. */
  #load(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const epoch = this.#takeEpoch();
    if (epoch.batches.length === 0 && epoch.states.length === 0) return;
    // The queue keeps the failure for whoever comes next.
    this.#queue
      .run(() => loadEpoch(epoch, (json) => this.#options.states.offer(json)))
      .catch(() => {});
  }

  #takeEpoch(): Epoch {
    const batches = [...this.#sinks.values()].flatMap((sink) =>
      sink.takeBatches().map((batch) => ({ batch, loader: sink.loader })),
    );
    const states = this.#states;
    this.#states = [];
    this.#openBytes = 0;
    this.#openRecords = 0;
    return { batches, states };
  }
}
