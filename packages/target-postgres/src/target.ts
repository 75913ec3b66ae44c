import { isUtf8 } from "node:buffer";
import {
  type ActivateVersionMessage,
  type BatchMessage,
  cutLine,
  type Line,
  type LineBlock,
  type Message,
  parseMessage,
  type RecordMessage,
  type SchemaMessage,
} from "@singer-metabase/singer-protocol";
import { sliceMember } from "./encode/json-slices.ts";
import { RecordError } from "./errors.ts";
import { LineScanner } from "./fast-path/line-scanner.ts";
import { EpochSize } from "./load/epoch-size.ts";
import { type Epoch, loadEpoch } from "./load/load-epoch.ts";
import { SerialQueue } from "./load/serial-queue.ts";
import type { NeededTypes } from "./open-sink.ts";
import type { EpochRejects } from "./rejects/epoch-rejects.ts";
import type { Sink } from "./sink.ts";
import { PendingStates } from "./state/pending-states.ts";
import type { MappedMessage, MessageMapper } from "./stream-maps/message-mapper.ts";
import type { TargetOptions } from "./target-options.ts";
import { readNeededType } from "./types/read-needed-type.ts";

/**
 * Takes lines in their order. Records gather in their streams' sinks; what gathered is loaded
 * together, as an epoch, while the next one gathers. A state belongs to the epoch it came in and is
 * offered when that is committed: this alone keeps it behind the data.
 */
export class Target {
  readonly #options: TargetOptions;
  readonly #sinks = new Map<string, Sink>();
  /** SCHEMA messages whose tables wait for a record. */
  readonly #deferred = new Map<string, { readonly message: SchemaMessage; readonly line: Line }>();
  readonly #scanner = new LineScanner((stream) =>
    this.#options.mapper?.leavesAlone(stream) === false ? undefined : this.#sinks.get(stream),
  );
  readonly #queue = new SerialQueue();
  readonly #states = new PendingStates();
  #rejects: EpochRejects | undefined;
  /** The bytes of the line that is being taken, as they came. */
  #rawLine: Buffer = Buffer.alloc(0);
  readonly #size: EpochSize;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: TargetOptions) {
    this.#options = options;
    this.#size = new EpochSize(options);
    this.#rejects = options.rejects?.open();
  }

  /** Takes the lines that arrived together. Rejects as soon as anything before them has failed. */
  async receive(blocks: readonly LineBlock[]): Promise<void> {
    await this.#receiveBlocks(blocks, this.#options.now());
    // States alone need no row and no limit to be safe.
    if (this.#size.records === 0 && this.#states.length > 0) this.#load();
    this.#queue.throwFailure();
  }

  async #receiveBlocks(blocks: readonly LineBlock[], receivedAt: number): Promise<void> {
    for (const block of blocks) {
      const mayScan = isUtf8(block.bytes);
      let start = 0;
      for (let index = 0; index < block.ends.length; index += 1) {
        const end = block.ends[index] as number;
        const sink = mayScan ? this.#scanLine(block, index, start, receivedAt) : undefined;
        if (sink === undefined) {
          const line = cutLine(block, index, start);
          if (line !== undefined) await this.#receiveLine(line, receivedAt);
        } else if (this.#size.isEnough(sink, this.#queue.isIdle)) await this.#loadWhenReady();
        start = end + 1;
      }
    }
  }

  /** Commits everything that was taken. */
  async drain(): Promise<void> {
    this.#load();
    await this.#queue.idle();
    this.#queue.throwFailure();
  }

  /**
   * Does what is to be done when the input has come to its end, and nothing ended it.
   *
   * @throws {OverwriteError} for tables that should have been overwritten, and are not.
   */
  async finish(): Promise<void> {
    this.#load();
    await this.#queue.run(() => this.#options.swaps.finish(this.#sinks.values()));
  }

  /** Takes a line by the fast path; gives undefined for one that has to go the slow path. */
  #scanLine(
    { bytes, number, ends }: LineBlock,
    index: number,
    start: number,
    receivedAt: number,
  ): Sink | undefined {
    const sink = this.#scanner.scan(bytes, start, ends[index] as number);
    const grown = sink?.addScanned(this.#scanner, bytes, number + index, receivedAt);
    if (grown === undefined) return undefined;
    this.#noteRow(grown);
    if (this.#rejects !== undefined) {
      this.#keep(number + index, bytes.subarray(start, ends[index]));
    }
    return sink;
  }

  async #receiveLine(line: Line, receivedAt: number): Promise<void> {
    const message = parseMessage(line);
    const { mapper } = this.#options;
    this.#rawLine = line.bytes;
    if (mapper === undefined) return this.#receiveMessage(message, line, receivedAt);
    for (const mapped of this.#map(mapper, message, line)) {
      await this.#receiveMessage(mapped.message, mapped.line, receivedAt);
    }
  }

  #map(mapper: MessageMapper, message: Message, line: Line): readonly MappedMessage[] {
    try {
      return mapper.map(message, line);
    } catch (error) {
      this.#divert(error);
      return [];
    }
  }

  async #receiveMessage(message: Message, line: Line, receivedAt: number): Promise<void> {
    switch (message.type) {
      case "RECORD":
        return this.#addRecord(message, line, receivedAt);
      case "SCHEMA":
        return this.#receiveSchema(message, line);
      case "STATE":
        return this.#addState(line);
      case "ACTIVATE_VERSION":
        return this.#activate(message, line);
      case "BATCH":
        return this.#receiveBatch(message, line);
    }
  }

  async #receiveBatch(message: BatchMessage, line: Line): Promise<void> {
    const { readBatch, now } = this.#options;
    for await (const blocks of readBatch(message, line)) {
      await this.#receiveBlocks(blocks, now());
      this.#queue.throwFailure();
    }
  }

  async #addRecord(message: RecordMessage, line: Line, receivedAt: number): Promise<void> {
    const sink = this.#sinks.get(message.stream) ?? (await this.#openDeferred(message.stream));
    if (sink === undefined) {
      throw new RecordError(
        { stream: message.stream, line: line.number },
        "RECORD without a SCHEMA before it",
        { wayOut: "the tap must send the SCHEMA first" },
      );
    }
    await this.#addOrWiden(sink, message, line, receivedAt);
  }

  /** A value for which its column is too narrow gets a wider one, and the record comes once more. */
  async #addOrWiden(
    sink: Sink,
    message: RecordMessage,
    line: Line,
    receivedAt: number,
    widened: ReadonlySet<string> = new Set(),
  ): Promise<void> {
    try {
      this.#noteRow(sink.add(message, line, receivedAt));
      this.#keep(line.number, this.#rawLine);
    } catch (error) {
      const need = readNeededType(error);
      const attempt = JSON.stringify(need);
      if (need === undefined || widened.has(attempt)) return this.#divert(error);
      const neededTypes = new Map([[need.property, need.type]]);
      const wider = await this.#openSink(sink.schema, line, neededTypes);
      const now = new Set([...widened, attempt]);
      return this.#addOrWiden(wider, message, line, receivedAt, now);
    }
    if (this.#size.isEnough(sink, this.#queue.isIdle)) await this.#loadWhenReady();
  }

  #noteRow(bytes: number): void {
    this.#size.addRecord(bytes);
    this.#states.noteRecord();
    this.#timer ??= setTimeout(() => this.#load(), this.#options.maxWaitMs);
  }

  /** Keeps the line of a row that the server may refuse, where that does not end the run. */
  #keep(number: number, line: Buffer): void {
    this.#size.addBytes(this.#rejects?.keep(number, line) ?? 0);
  }

  /** Puts the record that is being taken aside, where that is allowed. */
  #divert(error: unknown): void {
    if (!(error instanceof RecordError) || this.#rejects === undefined) throw error;
    this.#rejects.divert(error, this.#rawLine);
  }

  #addState(line: Line): void {
    const json = sliceMember(line.bytes, "value") ?? "";
    // An empty state would make the runner forget the one it has.
    if (/^\{\s*\}$/.test(json)) return;
    const waitsFor = this.#options.swaps.listDue(this.#sinks.values());
    this.#size.addBytes(this.#states.add({ line: line.number, json, waitsFor }));
  }

  async #receiveSchema(message: SchemaMessage, line: Line): Promise<void> {
    const previous = this.#sinks.get(message.stream);
    if (previous?.accepts(message)) return;
    const isDeferred =
      previous === undefined &&
      (await this.#queue.run(() => this.#options.isDeferred(message, line)));
    if (isDeferred) this.#deferred.set(message.stream, { message, line });
    else await this.#openSink(message, line);
  }

  async #openDeferred(stream: string): Promise<Sink | undefined> {
    const deferred = this.#deferred.get(stream);
    return deferred && this.#openSink(deferred.message, deferred.line);
  }

  /** Opens a stream's sink after everything that came before is loaded. */
  async #openSink(message: SchemaMessage, line: Line, neededTypes?: NeededTypes): Promise<Sink> {
    this.#load();
    const sink = await this.#queue.run(() => this.#options.openSink(message, line, neededTypes));
    this.#sinks.set(message.stream, sink);
    this.#scanner.reset();
    return sink;
  }

  async #activate({ stream, version }: ActivateVersionMessage, line: Line): Promise<void> {
    const { sessions, activatesVersions, rejects, swaps, logger, now } = this.#options;
    if (!activatesVersions) return;
    const sink = this.#sinks.get(stream);
    if (sink === undefined) {
      const reason = this.#deferred.has(stream) ? "table" : "SCHEMA";
      logger.info(
        `version ${version} of stream "${stream}" removes nothing: there is no ${reason} yet`,
      );
      return;
    }
    this.#load();
    const isSwapped = await this.#queue.run(async () => {
      // The row that a bad record is about would pass for one that is gone.
      if (rejects?.includes(stream)) {
        logger.warn(`version ${version} of stream "${stream}" removes nothing: it has bad records`);
      } else if (sink.overwrite) return swaps.activate(stream, sink.overwrite, version);
      else await sink.loader.activate(sessions.first, version, now());
      return false;
    });
    // What comes after the swap goes into the table itself.
    if (isSwapped) await this.#openSink(sink.schema, line);
  }

  /** Lets the epoch before finish first, so that at most two are held; a huge one is held alone. */
  async #loadWhenReady(): Promise<void> {
    await this.#queue.idle();
    this.#queue.throwFailure();
    const { isHuge } = this.#size;
    this.#load();
    if (isHuge) await this.#queue.idle();
  }

  /** Puts what has gathered in the queue. */
  #load(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const epoch = this.#takeEpoch();
    const { streams, states: pending, rejects } = epoch;
    if (streams.length === 0 && pending.length === 0 && rejects?.isEmpty !== false) return;
    const { sessions, swaps } = this.#options;
    const load = () => loadEpoch(epoch, sessions, (safe) => swaps.takeStates(safe));
    // The queue keeps the failure for whoever comes next.
    this.#queue.run(load).catch(() => {});
  }

  #takeEpoch(): Epoch {
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
