import type { Logger } from "@singer-metabase/singer-protocol";
import { SchemaError } from "../errors.ts";
import { inTransaction } from "../load/in-transaction.ts";
import type { Connection } from "../postgres.ts";
import type { Settings } from "../settings.ts";
import { quoteRelation, type Relation } from "../sql/identifier.ts";
import { readNames } from "../sql/read-table.ts";
import { locateStream, type StreamRelation } from "./stream-relation.ts";
import { type SchemaPlace, TableClaims } from "./table-claims.ts";

/** Which tables the streams of a run go into, and which of these were there before. */
export class StreamTables {
  readonly claims = new TableClaims();
  readonly #connection: Connection;
  readonly #settings: Settings;
  /** By their schema; read once, because a tap may have hundreds of streams. */
  readonly #names = new Map<string, ReadonlySet<string>>();

  constructor(connection: Connection, settings: Settings) {
    this.#connection = connection;
    this.#settings = settings;
  }

  /**
   * Gives the table of a stream.
   *
   * @throws {SchemaError} when no setting says where it goes, or another stream goes there.
   */
  locate(place: SchemaPlace, logger: Pick<Logger, "warn">): StreamRelation {
    const settings = this.#settings;
    const located = locateStream(place.stream, {
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
    const isNew = this.claims.claim(located.relation, place);
    if (isNew && located.lost !== "") {
      const name = quoteRelation(located.relation);
      logger.warn(`"${located.lost}" before the dash is no part of the name of table ${name}`);
    }
    return located;
  }

  /** Whether there was no such table when the first one of its schema was asked for. */
  async isNew({ schema, table }: Relation): Promise<boolean> {
    const names = this.#names.get(schema) ?? (await this.#readNames(schema));
    this.#names.set(schema, names);
    return !names.has(table);
  }

  /** The session may have been idle for long, and be lost: so it is a transaction, which is repeated. */
  async #readNames(schema: string): Promise<ReadonlySet<string>> {
    const begin = ["begin", readNames(schema)];
    return inTransaction<ReadonlySet<string>, { name: string }>(
      this.#connection,
      begin,
      async (rows) => new Set(rows.map(({ name }) => name)),
    );
  }
}
