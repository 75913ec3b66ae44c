import { entityId } from "./identity.ts";
import { createLifetime } from "./instants.ts";
import { type LazyList, listOf } from "./lazy-list.ts";

/** A connection to a database that questions ask. */
export interface Database {
  readonly id: number;
  readonly name: string;
  readonly engine: string;
  readonly description: string | null;
  readonly caveats: string | null;
  readonly points_of_interest: string | null;
  readonly timezone: string | null;
  readonly is_sample: boolean;
  readonly is_full_sync: boolean;
  readonly is_on_demand: boolean;
  readonly is_audit: boolean;
  readonly is_attached_dwh: boolean;
  readonly auto_run_queries: boolean;
  readonly refingerprint: boolean | null;
  readonly uploads_enabled: boolean;
  readonly uploads_schema_name: string | null;
  readonly uploads_table_prefix: string | null;
  readonly cache_ttl: number | null;
  readonly settings: Readonly<Record<string, unknown>> | null;
  /** How the server connects. Passwords are already replaced by the server's mask. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly features: readonly string[];
  readonly dbms_version: {
    readonly flavor: string;
    readonly version: string;
    readonly "semantic-version": readonly number[];
  } | null;
  readonly initial_sync_status: "complete" | "incomplete" | "aborted";
  readonly metadata_sync_schedule: string;
  readonly cache_field_values_schedule: string;
  readonly creator_id: number | null;
  readonly router_database_id: number | null;
  readonly router_user_attribute: string | null;
  readonly provider_name: string | null;
  readonly entity_id: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** Part of every host and user name in `details`: tests search for it where it must not be. */
export const CONNECTION_CANARY = "canary-7f3e1c";

/** What the server shows in place of a stored password. */
const PASSWORD_MASK = "**MetabasePass**";

/** The database of usage analytics; only listed with `include_analytics=true`, enterprise only. */
export const AUDIT_DATABASE_ID = 13371337;

const SQL_FEATURES = [
  "basic-aggregations",
  "binning",
  "case-sensitivity-string-filter-options",
  "expression-aggregations",
  "expressions",
  "foreign-keys",
  "full-join",
  "inner-join",
  "left-join",
  "native-parameter-card-reference",
  "native-parameters",
  "nested-queries",
  "right-join",
  "standard-deviation-aggregations",
] as const;

type DatabasePlan = Partial<Database> & Pick<Database, "id" | "name" | "engine" | "details">;

const connection = (host: string, rest: Readonly<Record<string, unknown>>) => ({
  host: `${host}.${CONNECTION_CANARY}.internal.example`,
  user: `metabase_${CONNECTION_CANARY}`,
  password: PASSWORD_MASK,
  ssl: true,
  "tunnel-enabled": false,
  "advanced-options": false,
  ...rest,
});

const PLANS: readonly DatabasePlan[] = [
  {
    id: 1,
    name: "Sample Database",
    engine: "h2",
    is_sample: true,
    creator_id: null,
    description: "Some example data for you to play around with.",
    details: { db: `file:/plugins/${CONNECTION_CANARY}.db;USER=GUEST;PASSWORD=guest` },
    features: [...SQL_FEATURES, "set-timezone", "test/jvm-timezone-setting"],
    dbms_version: { flavor: "H2", version: "2.1.214 (2022-06-13)", "semantic-version": [2, 1] },
  },
  {
    id: 2,
    name: "Warehouse",
    engine: "postgres",
    description: "Nightly copy of production, plus what finance loads by hand",
    details: connection("warehouse", {
      port: 5432,
      dbname: "warehouse",
      "schema-filters-type": "all",
    }),
    features: [
      ...SQL_FEATURES,
      "actions",
      "actions/custom",
      "connection-impersonation",
      "nested-field-columns",
      "persist-models",
      "schemas",
      "table-privileges",
      "upload-with-auto-pk",
      "uploads",
      "uuid-type",
    ],
    uploads_enabled: true,
    uploads_schema_name: "uploads",
    uploads_table_prefix: "up_",
    settings: { "database-enable-actions": true, "persist-models-enabled": true },
    dbms_version: {
      flavor: "PostgreSQL",
      version: "16.4 (Debian 16.4-1.pgdg120+2)",
      "semantic-version": [16, 4],
    },
  },
  {
    id: 3,
    name: "Support desk",
    engine: "mysql",
    timezone: "Europe/Vienna",
    details: connection("desk", {
      port: 3306,
      dbname: "desk",
      "tunnel-enabled": true,
      "tunnel-host": `jump.${CONNECTION_CANARY}.internal.example`,
      "tunnel-private-key": PASSWORD_MASK,
    }),
    features: [...SQL_FEATURES, "persist-models"],
    cache_ttl: 24,
    dbms_version: { flavor: "MariaDB", version: "11.4.3-MariaDB", "semantic-version": [11, 4] },
  },
  {
    id: 4,
    name: "Clickstream «événements»",
    engine: "mongo",
    details: connection("clicks", { port: 27017, dbname: "clicks", "use-srv": true }),
    features: ["basic-aggregations", "expressions", "nested-fields", "nested-queries"],
    dbms_version: { flavor: "MongoDB", version: "7.0.12", "semantic-version": [7, 0, 12] },
    auto_run_queries: false,
  },
  {
    id: 5,
    name: "Old warehouse",
    engine: "redshift",
    caveats: "Not reachable since the move; kept for its questions.",
    details: connection("redshift", { port: 5439, db: "dwh" }),
    features: [...SQL_FEATURES, "schemas"],
    initial_sync_status: "aborted",
    is_full_sync: false,
    refingerprint: null,
    dbms_version: null,
    timezone: null,
  },
  {
    id: 6,
    name: "Web analytics",
    engine: "bigquery-cloud-sdk",
    details: {
      "project-id": `shop-${CONNECTION_CANARY}`,
      "service-account-json": PASSWORD_MASK,
      "dataset-filters-type": "inclusion",
      "dataset-filters-patterns": "web_2024",
    },
    features: [...SQL_FEATURES, "nested-fields", "schemas"],
    dbms_version: { flavor: "BigQuery", version: "2.0", "semantic-version": [2, 0] },
  },
  {
    id: AUDIT_DATABASE_ID,
    name: "Internal Metabase Database",
    engine: "postgres",
    is_audit: true,
    creator_id: null,
    details: {},
    features: [...SQL_FEATURES, "schemas"],
    auto_run_queries: true,
    dbms_version: null,
  },
];

/** The engine of a database: known without making it. */
export function engineOf(databaseId: number): string {
  return PLANS.find(({ id }) => id === databaseId)?.engine ?? "";
}

/** Makes the databases. All worlds have the same ones, with instants of their own. */
export function createDatabases(seed: number): LazyList<Database> {
  return listOf(
    PLANS.map((plan) => ({
      description: null,
      caveats: null,
      points_of_interest: null,
      timezone: "UTC",
      is_sample: false,
      is_full_sync: true,
      is_on_demand: false,
      is_audit: false,
      is_attached_dwh: false,
      auto_run_queries: true,
      refingerprint: false,
      uploads_enabled: false,
      uploads_schema_name: null,
      uploads_table_prefix: null,
      cache_ttl: null,
      settings: null,
      features: [],
      dbms_version: null,
      initial_sync_status: "complete",
      metadata_sync_schedule: `0 ${(plan.id * 11) % 60} * * * ? *`,
      cache_field_values_schedule: `0 0 ${plan.id % 24} * * ? *`,
      creator_id: 1,
      router_database_id: null,
      router_user_attribute: null,
      provider_name: null,
      entity_id: entityId(seed, "database", plan.id),
      ...createLifetime(seed, "database", plan.id),
      ...plan,
    })),
  );
}
