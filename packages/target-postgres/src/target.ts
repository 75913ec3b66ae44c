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
import { Epochs } from "./load/epochs.ts";
import type { NeededTypes } from "./open-sink.ts";
import type { Sink } from "./sink.ts";
import type { MappedMessage, MessageMapper } from "./stream-maps/message-mapper.ts";
import type { TargetOptions } from "./target-options.ts";
import { readNeededType } from "./types/read-needed-type.ts";

/**
 * Takes lines in their order: records go to their streams' sinks, where they gather for the epoch that
 * is loaded next, and everything else is done in its turn.
 */
export class Target {
  readonly #options: TargetOptions;
  readonly #sinks = new Map<string, Sink>();
  /** SCHEMA messages whose tables wait for a record. */
  readonly #deferred = new Map<string, { readonly message: SchemaMessage; readonly line: Line }>();
  readonly #scanner = new LineScanner((stream) =>
    this.#options.mapper?.leavesAlone(stream) === false ? undefined : this.#sinks.get(stream),
  );
  readonly #epochs: Epochs;
  /** The bytes of the line that is being taken, as they came. */
  #rawLine: Buffer = Buffer.alloc(0);

  constructor(options: TargetOptions) {
    this.#options = options;
    this.#epochs = new Epochs(options, this.#sinks);
  }

  /** Takes the lines that arrived together. Rejects as soon as anything before them has failed. */
  async receive(blocks: readonly LineBlock[]): Promise<void> {
    await this.#receiveBlocks(blocks, this.#options.now());
    this.#epochs.loadStates();
    this.#epochs.throwFailure();
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
        } else if (this.#epochs.isEnough(sink)) await this.#epochs.loadWhenReady();
        start = end + 1;
      }
    }
  }

  /** Commits everything that was taken. */
  drain(): Promise<void> {
    return this.#epochs.drain();
  }

  /**
   * Does what is to be done when the input has come to its end, and nothing ended it.
   *
   * @throws {OverwriteError} for tables that should have been overwritten, and are not.
   */
  async finish(): Promise<void> {
    this.#epochs.load();
    await this.#epochs.run(() => this.#options.swaps.finish(this.#sinks.values()));
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
    this.#epochs.addRow(grown);
    if (this.#epochs.keepsLines) {
      this.#epochs.keepLine(number + index, bytes.subarray(start, ends[index]));
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
      this.#epochs.divert(error, this.#rawLine);
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
      this.#epochs.throwFailure();
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
      this.#epochs.addRow(sink.add(message, line, receivedAt));
      this.#epochs.keepLine(line.number, this.#rawLine);
    } catch (error) {
      const need = readNeededType(error);
      const attempt = JSON.stringify(need);
      if (need === undefined || widened.has(attempt))
        return this.#epochs.divert(error, this.#rawLine);
      const neededTypes = new Map([[need.property, need.type]]);
      const wider = await this.#openSink(sink.schema, line, neededTypes);
      const now = new Set([...widened, attempt]);
      return this.#addOrWiden(wider, message, line, receivedAt, now);
    }
    if (this.#epochs.isEnough(sink)) await this.#epochs.loadWhenReady();
  }

  #addState(line: Line): void {
    const json = sliceMember(line.bytes, "value") ?? "";
    // An empty state would make the runner forget the one it has.
    if (/^\{\s*\}$/.test(json)) return;
    const waitsFor = this.#options.swaps.listDue(this.#sinks.values());
    this.#epochs.addState({ line: line.number, json, waitsFor });
  }

  async #receiveSchema(message: SchemaMessage, line: Line): Promise<void> {
    const previous = this.#sinks.get(message.stream);
    if (previous?.accepts(message)) return;
    const isDeferred =
      previous === undefined &&
      (await this.#epochs.run(() => this.#options.isDeferred(message, line)));
    if (isDeferred) this.#deferred.set(message.stream, { message, line });
    else await this.#openSink(message, line);
  }

  async #openDeferred(stream: string): Promise<Sink | undefined> {
    const deferred = this.#deferred.get(stream);
    return deferred && this.#openSink(deferred.message, deferred.line);
  }

  /** Opens a stream's sink after everything that came before is loaded. */
  async #openSink(message: SchemaMessage, line: Line, neededTypes?: NeededTypes): Promise<Sink> {
    this.#epochs.load();
    const sink = await this.#epochs.run(() => this.#options.openSink(message, line, neededTypes));
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
    this.#epochs.load();
    const isSwapped = await this.#epochs.run(async () => {
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
}
