import type { Line, Logger, SchemaMessage } from "@singer-metabase/singer-protocol";
import { checkSchema } from "./check-schema.ts";
import { activatesVersions } from "./check-settings.ts";
import { describeFailure } from "./describe-failure.ts";
import { SchemaError, TableChangeError } from "./errors.ts";
import { planFastPath } from "./fast-path/plan-fast-path.ts";
import { historyRelation } from "./history/plan-history.ts";
import { type HistoryOptions, TableHistory } from "./history/table-history.ts";
import { ChunkPool } from "./load/chunk-pool.ts";
import { inTransaction } from "./load/in-transaction.ts";
import { TableLoader } from "./load/table-loader.ts";
import type { LoadLog } from "./load-log/load-log.ts";
import type { LoadMetrics } from "./load-metrics.ts";
import { Overwrite } from "./overwrite/overwrite.ts";
import type { Connection } from "./postgres.ts";
import { compileValidator } from "./records/compile-validator.ts";
import { MetadataEncoder } from "./records/metadata-encoder.ts";
import { RecordEncoder } from "./records/record-encoder.ts";
import type { Settings } from "./settings.ts";
import { Sink } from "./sink.ts";
import { quoteRelation, type Relation } from "./sql/identifier.ts";
import { READ_TABLE } from "./sql/read-table.ts";
import { ensureTable, type ReadyTable } from "./table/ensure-table.ts";
import { finishTable } from "./table/finish-table.ts";
import { chooseMetadata, DELETED_AT } from "./table/metadata-columns.ts";
import { planTable } from "./table/plan-table.ts";
import { resolveStorage } from "./table/resolve-storage.ts";
import { locateStream, type StreamRelation } from "./table/stream-relation.ts";
import { type SchemaPlace, TableClaims } from "./table/table-claims.ts";
import { readTableWishes } from "./table/table-wishes.ts";
import { instantType } from "./types/column-rules.ts";
import { createColumnTypes } from "./types/column-types.ts";

/** Types, by property, that a stream's columns must have beyond what its SCHEMA says. */
export type NeededTypes = ReadonlyMap<string, string>;

/** What every sink of a run shares. */
export interface SinkContext {
  readonly connection: Connection;
  readonly settings: Settings;
  readonly logger: Logger;
  readonly metrics: LoadMetrics;
  /** Undefined where none is kept. */
  readonly loadLog: LoadLog | undefined;
  /** Epoch milliseconds of the program's start. */
  readonly syncStartedAt: number;
}

/** Makes sinks. One opener lives as long as a run, to see that no two streams share a table. */
export class SinkOpener {
  readonly #context: SinkContext;
  readonly #pool = new ChunkPool();
  readonly #claims = new TableClaims();
  readonly #overwrites = new Map<string, Overwrite>();
  #hasWarned = false;

  constructor(context: SinkContext) {
    this.#context = context;
  }

  /**
   * Makes a stream's table ready and opens a sink onto it.
   *
   * @param neededTypes types, by property, that values turned out to need.
   * @throws {SchemaError} for a SCHEMA that cannot become a table.
   * @throws {DatabaseError} when the server refuses the table.
   */
  async open(message: SchemaMessage, line: Line, neededTypes?: NeededTypes): Promise<Sink> {
    const { connection, settings, metrics, loadLog, syncStartedAt } = this.#context;
    const logger = this.#context.logger.child({ stream_name: message.stream });
    const located = this.#claimRelation(message, line, logger);
    const { relation } = located;
    const tally = loadLog?.tally(message.stream, relation);
    checkSchema(message, line, settings);
    if (message.key_properties.length > 0) this.#warnOfMerging();
    const wishes = readTableWishes(settings, message.stream, { table: relation.table, ...located });
    const plan = planTable(
      message,
      relation,
      {
        timestampType: settings.timestamp_type,
        interpretContentEncoding: settings.interpret_content_encoding,
        columnNameStyle: settings.column_name_style,
        addMetadata: settings.add_record_metadata,
        ignoreKeys: settings.load_method === "append-only" && settings.append_only_strict,
      },
      {
        metadata: chooseMetadata(settings.compatibility, activatesVersions(settings)),
        storage: wishes.storage,
        ...(neededTypes && { neededTypes }),
      },
    );
    const evolution = {
      columnNameStyle: settings.column_name_style,
      onTypeChange: settings.on_type_change,
      maxRewriteRows: settings.max_rewrite_rows,
      logger,
    };
    const place = { stream: message.stream, line: line.number };
    const table = await prepare(relation, place, () =>
      ensureTable(connection, resolveStorage(plan), evolution),
    );
    await finishTable(connection, table, wishes, logger);
    const history = keepsHistory(settings, message.stream)
      ? await this.#openHistory(place, { table, readers: wishes.readers, logger })
      : undefined;
    const overwrite =
      settings.load_method === "overwrite"
        ? await prepare(relation, place, () => this.#openOverwrite(message.stream, table))
        : undefined;
    const replacement = await (overwrite &&
      prepare(overwrite.replacement, place, () =>
        overwrite.follow(connection, table, evolution, { history, tally }),
      ));
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
        table: replacement ?? table,
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
        metrics,
        history: overwrite ? undefined : history,
        // What becomes of the rows is decided when they are swapped in.
        tally: overwrite ? tally?.onlyRowsIn() : tally,
      }),
      overwrite,
      keepsEveryVersion: history !== undefined && overwrite === undefined,
      pool: this.#pool,
      properties: new Set(table.own.map(({ property }) => property)),
      syncStartedAt,
      logger,
    });
  }

  /** Runners pass append-only on as a default, which few have chosen. */
  #warnOfMerging(): void {
    const { settings, logger } = this.#context;
    const isMerged = settings.load_method === "append-only" && !settings.append_only_strict;
    if (!isMerged || this.#hasWarned) return;
    this.#hasWarned = true;
    logger.warn(
      "load_method append-only: streams with a key are merged by it all the same; set append_only_strict to append their rows, or load_method to upsert to be rid of this line",
    );
  }

  /** The streams of which a SCHEMA came. */
  get streams(): readonly string[] {
    return this.#claims.streams;
  }

  /** Gives up the rows that were to replace a table's, and have not. */
  async close(): Promise<void> {
    const { connection, logger } = this.#context;
    for (const overwrite of this.#overwrites.values()) {
      if (overwrite.isDone) continue;
      await overwrite.drop(connection).catch((error: Error) => {
        logger.warn(`the next run will drop what this one leaves: ${error.message}`);
      });
    }
  }

  /** After its swap, a stream is loaded into its table for the rest of the run. */
  async #openOverwrite(stream: string, table: ReadyTable): Promise<Overwrite | undefined> {
    const overwrite =
      this.#overwrites.get(stream) ?? (await Overwrite.begin(this.#context.connection, table));
    this.#overwrites.set(stream, overwrite);
    return overwrite.isDone ? undefined : overwrite;
  }

  async #openHistory(
    place: SchemaPlace,
    options: Pick<HistoryOptions, "table" | "readers" | "logger">,
  ): Promise<TableHistory | undefined> {
    const { connection, settings, syncStartedAt } = this.#context;
    const { relation, keys } = options.table;
    if (keys.length === 0) {
      this.#context.logger.warn(
        `no history of stream "${place.stream}": it has no key that would tell its rows apart; take it out of history`,
      );
      return undefined;
    }
    const history = historyRelation(relation);
    this.#claims.claim(history, place);
    const instant = instantType({ timestampType: settings.timestamp_type });
    return prepare(history, place, () =>
      TableHistory.open(connection, { ...options, instant, now: syncStartedAt }),
    );
  }

  /** Whether a stream's table is missing, and nothing but a record is a reason to create it. */
  async isDeferred(message: SchemaMessage, line: Line): Promise<boolean> {
    const { connection, settings, logger } = this.#context;
    if (settings.persist_empty_tables) return false;
    const { relation } = this.#claimRelation(message, line, logger);
    const [row] = await prepare(relation, { stream: message.stream, line: line.number }, () =>
      // The session may have been idle for long, and be lost.
      inTransaction(connection, ["begin"], () =>
        connection.query<{ found: boolean }>(READ_TABLE, [quoteRelation(relation)]),
      ),
    );
    return row?.found !== true;
  }

  #claimRelation(message: SchemaMessage, line: Line, logger: Pick<Logger, "warn">): StreamRelation {
    const { stream } = message;
    const place = { stream, line: line.number };
    const { settings } = this.#context;
    const located = locateStream(stream, {
      defaultSchema: settings.default_target_schema,
      schemaMapping: settings.schema_mapping ?? {},
      compatibility: settings.compatibility,
    });
    if (located === undefined) {
      throw new SchemaError(
        place,
        "no schema to load into: set default_target_schema, or name the stream or its schema in schema_mapping",
      );
    }
    const isNew = this.#claims.claim(located.relation, place);
    if (isNew && located.lost !== "") {
      const name = quoteRelation(located.relation);
      logger.warn(`"${located.lost}" before the dash is no part of the name of table ${name}`);
    }
    return located;
  }
}

function keepsHistory({ history }: Settings, stream: string): boolean {
  return typeof history === "boolean" ? history : history.includes(stream);
}

/** Does work on a table, and says of its failure which table it was and which SCHEMA wanted it. */
async function prepare<Result>(
  relation: Relation,
  place: SchemaPlace,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TableChangeError) throw new SchemaError(place, error.message);
    throw describeFailure(`cannot prepare table ${quoteRelation(relation)}`, error);
  }
}
