import type { Logger, SchemaMessage } from "@singer-metabase/singer-protocol";
import { activatesVersions } from "./check-settings.ts";
import { planFastPath } from "./fast-path/plan-fast-path.ts";
import type { TableHistory } from "./history/table-history.ts";
import type { ChunkPool } from "./load/chunk-pool.ts";
import { TableLoader } from "./load/table-loader.ts";
import type { StreamTally } from "./load-log/stream-tally.ts";
import type { LoadMetrics } from "./load-metrics.ts";
import type { Overwrite } from "./overwrite/overwrite.ts";
import { compileValidator } from "./records/compile-validator.ts";
import { MetadataEncoder } from "./records/metadata-encoder.ts";
import { RecordEncoder } from "./records/record-encoder.ts";
import type { Settings } from "./settings.ts";
import { Sink } from "./sink.ts";
import type { ReadyTable } from "./table/ensure-table.ts";
import { DELETED_AT } from "./table/metadata-columns.ts";
import { createColumnTypes } from "./types/column-types.ts";

/** What a sink is made of, once its table is ready. */
export interface SinkParts {
  readonly message: SchemaMessage;
  readonly table: ReadyTable;
  /** The table to load into: the stream's, or the one whose rows are to replace that one's. */
  readonly loaded: ReadyTable;
  readonly history: TableHistory | undefined;
  readonly overwrite: Overwrite | undefined;
  readonly tally: StreamTally | undefined;
  readonly settings: Settings;
  readonly pool: ChunkPool;
  readonly metrics: LoadMetrics;
  /** Epoch milliseconds of the program's start. */
  readonly syncStartedAt: number;
  readonly logger: Logger;
}

/** Puts a stream's sink together: what checks its records, what encodes them, what loads them. */
export function createSink(parts: SinkParts): Sink {
  const { message, table, settings, overwrite, history, tally, logger } = parts;
  const findColumnType = createColumnTypes({
    invalidText: settings.sanitize_null_text_characters ? "replace" : "refuse",
    precisionLoss: settings.on_precision_loss,
    invalidDate: settings.on_invalid_date,
  });
  // The fast path does not tell a batch of marks; where it must, lines with one go the slow path.
  const declaresMarks = Object.hasOwn(message.schema.properties ?? {}, DELETED_AT);
  const fastMetadata =
    settings.hard_delete && !declaresMarks
      ? table.metadata.filter(({ identifier }) => identifier !== DELETED_AT)
      : table.metadata;
  return new Sink({
    schema: message,
    validate: settings.validate_records
      ? compileValidator(message.schema, (warning) => logger.warn(warning))
      : undefined,
    encoder: new RecordEncoder(message.stream, table.own, table.keys, findColumnType),
    metadata: new MetadataEncoder(table.metadata, findColumnType),
    createFastPath: settings.fast_path
      ? planFastPath({
          schema: settings.validate_records ? message.schema : undefined,
          ...table,
          metadata: fastMetadata,
          findColumnType,
        })
      : undefined,
    loader: new TableLoader({
      stream: message.stream,
      table: parts.loaded,
      knowsEqualKeys: table.own
        .filter(({ identifier }) => table.keys.includes(identifier))
        .every(({ sql }) => findColumnType(sql).canonical !== undefined),
      // A swap leaves rows of older versions behind, so those that come again get the newer one.
      touchUnchanged: settings.touch_unchanged || overwrite !== undefined,
      activatesVersions: activatesVersions(settings) && overwrite === undefined,
      hardDelete: settings.hard_delete,
      marksUnseen: declaresMarks,
      logValues: settings.log_values,
      logger,
      metrics: parts.metrics,
      history: overwrite ? undefined : history,
      // What becomes of the rows is decided when they are swapped in.
      tally: overwrite ? tally?.onlyRowsIn() : tally,
    }),
    overwrite,
    keepsEveryVersion: history !== undefined && overwrite === undefined,
    pool: parts.pool,
    properties: new Set(table.own.map(({ property }) => property)),
    syncStartedAt: parts.syncStartedAt,
    logger,
  });
}
