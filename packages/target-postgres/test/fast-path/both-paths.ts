import { parseMessage, type SchemaMessage } from "@singer-metabase/singer-protocol";
import { LineScanner } from "../../src/fast-path/line-scanner.ts";
import { planFastPath } from "../../src/fast-path/plan-fast-path.ts";
import { ChunkPool } from "../../src/load/chunk-pool.ts";
import type { TableLoader } from "../../src/load/table-loader.ts";
import { compileValidator } from "../../src/records/compile-validator.ts";
import { MetadataEncoder } from "../../src/records/metadata-encoder.ts";
import { RecordEncoder } from "../../src/records/record-encoder.ts";
import { Sink } from "../../src/sink.ts";
import { createColumnTypes } from "../../src/types/column-types.ts";
import { planTrickyTable } from "./plan-tricky-table.ts";

const ALL_LANES = [0, 1];

/** Both paths of one stream, without a server. */
export interface BothPaths {
  readonly columns: { readonly text: readonly string[]; readonly binary: () => readonly string[] };
  /** The fast path's row, or undefined when it declined the line. */
  fast(line: string | Buffer): Buffer | undefined;
  /**
   * The fast path's rows of lines that come one after the other, of this stream and of one like it,
   * `t`. After some lines, by their index, what has gathered is loaded, and its memory is used again.
   */
  fastTogether(
    lines: readonly string[],
    loadAfter: readonly number[],
  ): readonly (Buffer | undefined)[];
  /** The slow path's row, or its refusal. */
  slow(line: string | Buffer): Buffer | Error;
  /** Whether a line that came both ways into one batch is one row there: whether both gave it one key. */
  agreesOnKey(line: string | Buffer): boolean;
}

/** Makes both paths of a stream. `first` is the record from which the order of the members is learned. */
export function createBothPaths(message: SchemaMessage, first: string): BothPaths {
  const table = planTrickyTable(message);
  const findColumnType = createColumnTypes({
    invalidText: "refuse",
    precisionLoss: "error",
    invalidDate: "error",
  });
  const pool = new ChunkPool();
  const createSink = (): Sink =>
    new Sink({
      schema: message,
      validate: compileValidator(message.schema, () => {}),
      encoder: new RecordEncoder(message.stream, table.own, table.keys, findColumnType),
      metadata: new MetadataEncoder(table.metadata, findColumnType),
      createFastPath: planFastPath({ ...table, schema: message.schema, findColumnType }),
      loader: undefined as unknown as TableLoader,
      pool,
      keepsEveryVersion: false,
      properties: new Set(table.own.map(({ property }) => property)),
      syncStartedAt: 1_700_000_000_000,
      logger: { warn: () => {} },
    });
  const sink = createSink();
  const sinks = new Map([
    [message.stream, sink],
    ["t", createSink()],
  ]);
  const scanner = new LineScanner((stream) => sinks.get(stream));
  const receivedAt = 1_700_000_000_123;

  const addFast = (line: string | Buffer, number = 1): boolean => {
    const start = Buffer.from(line);
    // More follows in the buffer, as it does in most.
    const block = Buffer.concat([start, Buffer.from('\n{"type":"RECORD"}\n')]);
    const found = scanner.scan(block, 0, start.length);
    return found?.addScanned(scanner, block, number, receivedAt) !== undefined;
  };
  const take = (): Buffer => {
    const batches = sink.takeBatches();
    const selected = batches.flatMap((batch) =>
      batch.select({ start: 0, end: batch.rows, lanes: ALL_LANES }),
    );
    return Buffer.concat(selected.flatMap(({ chunks }) => [...chunks]));
  };
  const addSlowly = (line: string | Buffer, to = sink): void => {
    const parsed = { number: 1, bytes: Buffer.from(line) };
    const record = parseMessage(parsed);
    if (record.type !== "RECORD") throw new Error(record.type);
    to.add(record, parsed, receivedAt);
  };
  for (const each of sinks.values()) {
    addSlowly(first, each);
    each.takeBatches();
  }

  return {
    columns: {
      text: [...table.own, ...table.metadata].map(({ identifier }) => identifier),
      binary: () => sink.fastPath?.identifiers ?? [],
    },
    fast(line) {
      const isTaken = addFast(line);
      const row = take();
      return isTaken ? row : undefined;
    },
    fastTogether(lines, loadAfter) {
      const rows: Buffer[] = [];
      for (const [index, line] of lines.entries()) {
        addFast(line, index);
        if (!loadAfter.includes(index) && index < lines.length - 1) continue;
        for (const batch of [...sinks.values()].flatMap((each) => each.takeBatches())) {
          for (let start = 0; start < batch.rows; start += 1) {
            const selected = batch.select({ start, end: start + 1, lanes: ALL_LANES });
            rows[batch.lineOf(start)] = Buffer.concat(
              selected.flatMap(({ chunks }) => [...chunks]),
            );
          }
          batch.release();
        }
      }
      return lines.map((_, index) => rows[index]);
    },
    slow(line) {
      try {
        addSlowly(line);
        return take();
      } catch (error) {
        take();
        return error as Error;
      }
    },
    agreesOnKey(line) {
      addSlowly(line);
      const isTaken = addFast(line);
      const [batch] = sink.takeBatches();
      const formats = batch
        ?.select({ start: 0, end: batch.rows, lanes: ALL_LANES })
        .map(({ format }) => format);
      return isTaken && formats?.join() === "binary";
    },
  };
}
