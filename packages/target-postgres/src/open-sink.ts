import type { Line, Logger, SchemaMessage } from "@singer-metabase/singer-protocol";
import { activatesVersions } from "./check-settings.ts";
import { describeFailure } from "./describe-failure.ts";
import { SchemaError } from "./errors.ts";
import { planFastPath } from "./fast-path/plan-fast-path.ts";
import { ChunkPool } from "./load/chunk-pool.ts";
import { TableLoader } from "./load/table-loader.ts";
import type { LoadMetrics } from "./load-metrics.ts";
import type { Connection } from "./postgres.ts";
import { compileValidator } from "./records/compile-validator.ts";
import { MetadataEncoder } from "./records/metadata-encoder.ts";
import { RecordEncoder } from "./records/record-encoder.ts";
import type { Settings } from "./settings.ts";
import { Sink } from "./sink.ts";
import { quoteRelation, type Relation } from "./sql/identifier.ts";
import { ensureTable } from "./table/ensure-table.ts";
import { planTable } from "./table/plan-table.ts";
import { locateStream } from "./table/stream-relation.ts";
import { createColumnTypes } from "./types/column-types.ts";

/** What every sink of a run shares. */
export interface SinkContext {
  readonly connection: Connection;
  readonly settings: Settings;
  readonly logger: Logger;
  readonly metrics: LoadMetrics;
  /** Epoch milliseconds of the program's start. */
  readonly syncStartedAt: number;
}

/** Makes sinks. One opener lives as long as a run, to see that no two streams share a table. */
export class SinkOpener {
  readonly #context: SinkContext;
  readonly #pool = new ChunkPool();
  readonly #streams = new Map<string, string>();

  constructor(context: SinkContext) {
    this.#context = context;
  }

  /**
   * Makes a stream's table ready and opens a sink onto it.
   *
   * @throws {SchemaError} for a SCHEMA that cannot become a table.
   * @throws {DatabaseError} when the server refuses the table.
   */
  async open(message: SchemaMessage, line: Line): Promise<Sink> {
    const { connection, settings, metrics, syncStartedAt } = this.#context;
    const logger = this.#context.logger.child({ stream_name: message.stream });
    const relation = this.#claimRelation(message, line, logger);
    checkSchema(message, line);
    const plan = planTable(message, relation, {
      timestampType: settings.timestamp_type,
      onPrecisionLoss: settings.on_precision_loss,
      addMetadata: settings.add_record_metadata,
      ignoreKeys: settings.load_method === "append-only" && settings.append_only_strict,
    });
    const table = await ensureTable(connection, plan, logger).catch((error: unknown) => {
      throw describeFailure(`cannot prepare table ${quoteRelation(relation)}`, error);
    });
    const findColumnType = createColumnTypes(
      settings.sanitize_null_text_characters ? "replace" : "refuse",
    );
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
            findColumnType,
          })
        : undefined,
      loader: new TableLoader({
        stream: message.stream,
        table,
        knowsEqualKeys: table.own
          .filter(({ identifier }) => table.keys.includes(identifier))
          .every(({ sql }) => findColumnType(sql).canonical !== undefined),
        touchUnchanged: settings.touch_unchanged,
        activatesVersions: activatesVersions(settings),
        hardDelete: settings.hard_delete,
        logValues: settings.log_values,
        logger,
        metrics,
      }),
      pool: this.#pool,
      properties: new Set(table.own.map(({ property }) => property)),
      syncStartedAt,
      logger,
    });
  }

  #claimRelation(message: SchemaMessage, line: Line, logger: Pick<Logger, "warn">): Relation {
    const { stream } = message;
    const place = { stream, line: line.number };
    const located = locateStream(stream, this.#context.settings.default_target_schema);
    if (located === undefined) {
      throw new SchemaError(place, "no schema to load into: set default_target_schema");
    }
    const name = quoteRelation(located.relation);
    const owner = this.#streams.get(name);
    if (owner !== undefined && owner !== stream) {
      throw new SchemaError(
        place,
        `stream "${owner}" goes into table ${name} already; load one of them with another default_target_schema`,
      );
    }
    if (owner === undefined && located.lost !== "") {
      logger.warn(`"${located.lost}" before the dash is no part of the name of table ${name}`);
    }
    this.#streams.set(name, stream);
    return located.relation;
  }
}

function checkSchema({ stream, schema, key_properties }: SchemaMessage, line: Line): void {
  const place = { stream, line: line.number };
  const properties = schema.properties ?? {};
  if (Object.keys(properties).length === 0) {
    throw new SchemaError(place, "the SCHEMA declares no properties, so there is nothing to load");
  }
  for (const key of key_properties) {
    if (!Object.hasOwn(properties, key)) {
      throw new SchemaError(place, `key property "${key}" is not among the properties`);
    }
  }
}
