import { expect, test } from "vitest";
import { dialectOf } from "../../../src/lineage/sql/dialect.ts";

test.each([
  ["postgres", "postgresql"],
  ["bigquery-cloud-sdk", "bigquery"],
  ["sqlserver", "tsql"],
  ["h2", "generic"],
  ["an engine of tomorrow", "generic"],
  ["mongo", undefined],
])("questions to %s are written in %s", (engine, dialect) => {
  expect(dialectOf(engine)).toBe(dialect);
});
