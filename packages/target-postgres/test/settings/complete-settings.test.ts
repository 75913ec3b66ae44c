import { expect, test } from "vitest";
import { completeSettings } from "../../src/settings/complete-settings.ts";

test("without anything, the reference target's defaults apply", () => {
  expect(completeSettings({})).toMatchObject({
    compatibility: "meltanolabs",
    default_target_schema: "melty",
    add_record_metadata: true,
    activate_version: true,
    hard_delete: false,
    validate_records: true,
    primary_key_required: false,
    persist_empty_tables: true,
    column_name_style: "verbatim",
    parallelism: 2,
  });
});

test("dbname is pipelinewise's, and brings its defaults", () => {
  expect(completeSettings({ dbname: "dwh", ssl: true, parallelism: 0 })).toMatchObject({
    compatibility: "pipelinewise",
    database: "dwh",
    ssl_enable: true,
    ssl_mode: "require",
    default_target_schema: "",
    add_record_metadata: false,
    activate_version: false,
    validate_records: false,
    primary_key_required: true,
    column_name_style: "lower",
    flattening_max_key_length: 63,
    parallelism: 2,
  });
});

test("postgres_database is datamill-co's, and brings its defaults", () => {
  const settings = completeSettings({
    postgres_database: "dwh",
    postgres_username: "u",
    postgres_password: "p",
    postgres_sslmode: "verify-ca",
    postgres_sslrootcert: "ca.pem",
    postgres_sslcert: "me.pem",
    postgres_sslkey: "me.key",
    max_batch_rows: 10,
    max_batch_size: 1_000_000,
    logging_level: "WARNING",
  });

  expect(settings).toMatchObject({
    compatibility: "datamill",
    host: "localhost",
    user: "u",
    password: "p",
    database: "dwh",
    ssl_enable: true,
    ssl_mode: "verify-ca",
    ssl_certificate_authority: "ca.pem",
    ssl_client_certificate_enable: true,
    ssl_client_certificate: "me.pem",
    ssl_client_private_key: "me.key",
    default_target_schema: "public",
    hard_delete: true,
    persist_empty_tables: false,
    timestamp_type: "timestamptz",
    batch_size_rows: 10,
    batch_size_bytes: 1_000_000,
    log_level: "warning",
  });
});

test.each([
  [{}, { on_bad_record: "stop" }],
  [{ invalid_records_detect: true, invalid_records_threshold: 0 }, { on_bad_record: "stop" }],
  [{ invalid_records_threshold: 5 }, { on_bad_record: "divert", max_bad_records: 5 }],
  [
    { invalid_records_detect: false, invalid_records_threshold: 5 },
    { on_bad_record: "divert", max_bad_records: Number.MAX_SAFE_INTEGER },
  ],
])("datamill-co's %j is %j", (given, expected) => {
  expect(completeSettings(given)).toMatchObject(expected);
});

test("compatibility can be said outright, and every default be overridden", () => {
  expect(
    completeSettings({ compatibility: "pipelinewise", validate_records: true, database: "x" }),
  ).toMatchObject({ add_record_metadata: false, validate_records: true, database: "x" });
});

test("our own name wins over another target's for the same", () => {
  expect(completeSettings({ dbname: "theirs", database: "ours" }).database).toBe("ours");
});

test("pipelinewise's hard_delete implies metadata, which tells what to delete", () => {
  const given = { dbname: "x", hard_delete: true };

  expect(completeSettings(given).add_record_metadata).toBe(true);
  expect(completeSettings({ ...given, add_metadata_columns: false }).add_record_metadata).toBe(
    true,
  );
});

test.each([
  [0, undefined, 2],
  [0, 1, 1],
  [0, 16, 2],
  [1, 16, 1],
])("parallelism %j with max_parallelism %j is %j sessions", (parallelism, most, expected) => {
  expect(completeSettings({ parallelism, max_parallelism: most }).parallelism).toBe(expected);
});
