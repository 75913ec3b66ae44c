import type { Line, Logger, SchemaMessage } from "@singer-metabase/singer-protocol";
import { checkSchema } from "./check-schema.ts";
import { activatesVersions } from "./check-settings.ts";
import { createSink } from "./create-sink.ts";
import { openHistory } from "./history/open-history.ts";
import { ChunkPool } from "./load/chunk-pool.ts";
import type { LoadLog } from "./load-log/load-log.ts";
import type { LoadMetrics } from "./load-metrics.ts";
import { Overwrites } from "./overwrite/overwrites.ts";
import type { Connection } from "./postgres.ts";
import type { Settings } from "./settings.ts";
import type { Sink } from "./sink.ts";
import { ensureTable } from "./table/ensure-table.ts";
import { finishTable } from "./table/finish-table.ts";
import { chooseMetadata } from "./table/metadata-columns.ts";
import { planTable } from "./table/plan-table.ts";
import { prepareTable } from "./table/prepare-table.ts";
import { resolveStorage } from "./table/resolve-storage.ts";
import { StreamTables } from "./table/stream-tables.ts";
import type { SchemaPlace } from "./table/table-claims.ts";
import { readTableWishes } from "./table/table-wishes.ts";

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
  readonly #tables: StreamTables;
  readonly #overwrites: Overwrites;
  #hasWarned = false;

  constructor(context: SinkContext) {
    this.#context = context;
    this.#tables = new StreamTables(context.connection, context.settings);
    this.#overwrites = new Overwrites(context.connection);
  }

  /** The streams of which a SCHEMA came. */
  get streams(): readonly string[] {
    return this.#tables.claims.streams;
  }

  /** Whether a stream's table is missing, and nothing but a record is a reason to create it. */
  async isDeferred(message: SchemaMessage, line: Line): Promise<boolean> {
    const { settings, logger } = this.#context;
    if (settings.persist_empty_tables) return false;
    const place = placeOf(message, line);
    const { relation } = this.#tables.locate(place, logger);
    return prepareTable(relation, place, () => this.#tables.isNew(relation));
  }

  /**
   * Makes a stream's table ready and opens a sink onto it.
   *
   * @param neededTypes types, by property, that values turned out to need.
   * @throws {SchemaError} for a SCHEMA that cannot become a table.
   * @throws {DatabaseError} when the server refuses the table.
   */
  async open(message: SchemaMessage, line: Line, neededTypes?: NeededTypes): Promise<Sink> {
    const { connection, settings, loadLog, syncStartedAt } = this.#context;
    const { stream } = message;
    const logger = this.#context.logger.child({ stream_name: stream });
    const place = placeOf(message, line);
    const located = this.#tables.locate(place, logger);
    const { relation } = located;
    const tally = loadLog?.tally(stream, relation);
    checkSchema(message, line, settings);
    if (message.key_properties.length > 0) this.#warnOfMerging();
    const wishes = readTableWishes(settings, stream, { table: relation.table, ...located });
    const metadata = chooseMetadata({
      compatibility: settings.compatibility,
      addsMetadata: settings.add_record_metadata,
      activatesVersions: activatesVersions(settings),
      properties: message.schema.properties ?? {},
    });
    const plan = planTable(
      message,
      relation,
      {
        timestampType: settings.timestamp_type,
        interpretContentEncoding: settings.interpret_content_encoding,
        columnNameStyle: settings.column_name_style,
        ignoreKeys: settings.load_method === "append-only" && settings.append_only_strict,
      },
      {
        metadata,
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
    const table = await prepareTable(relation, place, () =>
      ensureTable(connection, resolveStorage(plan), evolution),
    );
    await finishTable(connection, table, wishes, logger);
    const history = await openHistory(connection, settings, {
      place,
      table,
      readers: wishes.readers,
      claims: this.#tables.claims,
      now: syncStartedAt,
      logger,
    });
    const overwrite =
      settings.load_method === "overwrite"
        ? await prepareTable(relation, place, () => this.#overwrites.open(stream, table))
        : undefined;
    const replacement = await (overwrite &&
      prepareTable(overwrite.replacement, place, () =>
        overwrite.follow(connection, table, evolution, { history, tally }),
      ));
    return createSink({
      ...this.#context,
      message,
      table,
      loaded: replacement ?? table,
      history,
      overwrite,
      tally,
      pool: this.#pool,
      logger,
    });
  }

  /** Gives up the rows that were to replace a table's, and have not. */
  async close(): Promise<void> {
    await this.#overwrites.close(this.#context.logger);
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
}

function placeOf({ stream }: SchemaMessage, { number }: Line): SchemaPlace {
  return { stream, line: number };
}
