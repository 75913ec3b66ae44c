import { recordLine, schemaLine } from "../../harness/singer-lines.ts";
import type { Situation, Situations } from "../harness/situation.ts";

const integer = { type: "integer" };

function columns(names: readonly string[], more: Partial<Situation> = {}): Situation {
  const properties = Object.fromEntries(names.map((name) => [name, integer]));
  const record = Object.fromEntries(names.map((name, index) => [name, index]));
  const lines = [
    schemaLine("t", { id: integer, ...properties }),
    recordLine("t", { id: 1, ...record }),
  ];
  return { runs: [lines], ...more };
}

function stream(name: string, more: Partial<Situation> = {}): Situation {
  const properties = { id: integer, name: { type: "string" } };
  return {
    runs: [[schemaLine(name, properties), recordLine(name, { id: 1, name: "a" })]],
    ...more,
  };
}

const LONG = "a_name_that_has_more_than_the_sixty_three_bytes_that_postgresql_has";

/** Columns and tables of all kinds of names. */
export const names: Situations = {
  "columns in capitals": columns(["userName", "ID_2", "ALL"]),
  "columns of words that SQL has": columns(["select", "user", "order", "table", "group"]),
  "columns with blanks, dots, dashes and signs": columns([
    "a b",
    "a.b",
    "a-b",
    "a%b",
    "a:b",
    "a(b)",
  ]),
  "columns with quotes": columns(['a"b', "a'b"]),
  "columns in other scripts": columns(["größe", "名前", "имя"]),
  "columns that differ by case": columns(["name", "Name"]),
  "columns that are too long": columns([LONG]),
  "columns that are too long and begin alike": columns([`${LONG}_1`, `${LONG}_2`]),
  "columns without a name": columns([""]),
  "columns of system's names": columns(["ctid"]),
  "columns that begin with a digit or _": columns(["1a", "_a"]),
  "table in capitals": stream("Customers"),
  "table with blanks and signs": stream("my table; $1"),
  "table with a dot": stream("my.table"),
  "table in another script": stream("größe"),
  "table that is too long": stream(LONG),
  "stream of schema and table": stream("shop-orders"),
  "stream of catalog, schema and table": stream("db-shop-orders"),
  "stream of four parts": stream("a-b-c-d"),
  "stream of schema and table, no default": stream("shop-orders", {
    settings: { default_target_schema: null },
    peers: ["meltano"],
  }),
  "stream without schema, no default": stream("orders", {
    settings: { default_target_schema: null },
    peers: ["meltano"],
  }),
  "stream of schema and table, mapped": stream("shop-orders", {
    settings: {
      default_target_schema: null,
      schema_mapping: {
        shop: {
          target_schema: "mapped",
          target_schema_select_permissions: ["reader"],
          indices: { orders: ["id", "name"] },
        },
      },
    },
    before:
      "do $$ begin create role reader; exception when duplicate_object or unique_violation then end $$",
    peers: ["pipelinewise"],
  }),
  "target schema in capitals": stream("orders", { settings: { default_target_schema: "Lake" } }),
};
