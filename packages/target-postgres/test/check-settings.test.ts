import { expect, test } from "vitest";
import { checkSettings, reportIdleSettings } from "../src/check-settings.ts";
import { completeSettings } from "../src/settings/complete-settings.ts";
import type { TestSettings } from "./harness/load.ts";

function refusal(settings: TestSettings): string {
  try {
    checkSettings(settings, completeSettings(settings));
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

test.each([
  [{ "dialect+driver": "mysql+pymysql" }, /"dialect\+driver".*PostgreSQL/],
  [{ add_record_metadata: false }, /"activate_version" needs "add_record_metadata"/],
])("%j cannot be honoured, and says so", (settings, problem) => {
  expect(refusal(settings)).toMatch(problem);
});

test.each([
  {},
  { stream_maps: {}, stream_map_config: {}, faker_config: {} },
  { ssh_tunnel: { enable: false, port: 22 } },
  { flattening_enabled: false, flattening_max_depth: 3 },
  { dbname: "x", data_flattening_max_level: 2 },
  { add_record_metadata: false, activate_version: false },
  { dbname: "x", data_flattening_max_level: 0, add_metadata_columns: false },
  { postgres_database: "x", invalid_records_detect: true, invalid_records_threshold: 0 },
])("%j asks for nothing that is missing", (settings) => {
  expect(refusal(settings)).toBe("");
});

test.each([
  [{ temp_dir: "/tmp" }, ['setting "temp_dir" has no effect: nothing is written to disk']],
  [
    { sqlalchemy_url: "postgresql://h", host: "h", ssl_enable: true, ssl_mode: "verify-full" },
    ["sqlalchemy_url is set, so host, ssl_enable have no effect"],
  ],
  [{ "dialect+driver": "postgresql+psycopg", use_copy: false, ssl_storage_directory: "x" }, []],
] as const)("of %j is said what has no effect", (settings, expected) => {
  const warnings: string[] = [];

  reportIdleSettings(settings, { warn: (message) => warnings.push(message) });

  expect(warnings).toEqual(expected);
});
