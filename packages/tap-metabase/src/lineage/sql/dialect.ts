import type { Dialect } from "@polyglot-sql/sdk";

/** The name of a dialect, as the parser knows it. */
export type SqlDialect = `${Dialect}`;

/**
 * The dialect of each engine of Metabase; see `engine` in
 * https://www.metabase.com/docs/latest/databases/connecting.
 */
const DIALECTS: Readonly<Record<string, SqlDialect>> = {
  athena: "athena",
  "bigquery-cloud-sdk": "bigquery",
  clickhouse: "clickhouse",
  cockroach: "cockroachdb",
  databricks: "databricks",
  dremio: "dremio",
  "druid-jdbc": "druid",
  duckdb: "duckdb",
  exasol: "exasol",
  greenplum: "postgresql",
  hive: "hive",
  mariadb: "mysql",
  materialize: "materialize",
  motherduck: "duckdb",
  mysql: "mysql",
  oracle: "oracle",
  postgres: "postgresql",
  presto: "presto",
  "presto-jdbc": "presto",
  redshift: "redshift",
  snowflake: "snowflake",
  sparksql: "spark",
  sqlite: "sqlite",
  sqlserver: "tsql",
  starburst: "trino",
  starrocks: "starrocks",
  synapse: "fabric",
  teradata: "teradata",
  trino: "trino",
  vertica: "postgresql",
};

/** Engines whose native queries are JSON or a language of their own. */
const WITHOUT_SQL: ReadonlySet<string> = new Set(["druid", "googleanalytics", "mongo"]);

/**
 * The dialect in which native questions of an engine are written: a generic one for an engine that
 * has none of its own (H2, Db2), nothing for one that does not speak SQL.
 */
export function dialectOf(engine: string): SqlDialect | undefined {
  return WITHOUT_SQL.has(engine) ? undefined : (DIALECTS[engine] ?? "generic");
}
