import { describe, expect, test } from "vitest";
import {
  boolean,
  closedRecord,
  dateTime,
  integer,
  integerKey,
  openRecord,
  text,
} from "../../src/records/properties.ts";
import { createRecordFormer } from "../../src/records/record-former.ts";

const properties = {
  id: integerKey(""),
  name: text(),
  count: integer(),
  archived: boolean(),
  created_at: dateTime(),
};
const open = createRecordFormer({
  name: "things",
  keyProperties: ["id"],
  schema: openRecord(properties),
  withheld: { public_uuid: true },
});
const EMPTY = { name: null, count: null, archived: null, created_at: null, _extra: null };

describe("a record", () => {
  test("has every declared property, null where the server sent none", () => {
    expect(open({ id: 1 })).toEqual({ record: { id: 1, ...EMPTY }, misfits: [], unknown: [] });
  });

  test("keeps undeclared fields in _extra", () => {
    const { record } = open({ id: 1, brand_new: { a: [1] } });

    expect(record).toEqual({ id: 1, ...EMPTY, _extra: { brand_new: { a: [1] } } });
  });

  test("moves a value of another type to _extra and names the property", () => {
    const { record, misfits } = open({ id: 1, count: "many", name: "n" });

    expect(record).toEqual({ id: 1, ...EMPTY, name: "n", _extra: { count: "many" } });
    expect(misfits).toEqual(["count"]);
  });

  test("drops secrets, withheld fields and what depends on the caller, also from _extra", () => {
    const { record } = open({
      id: 1,
      public_uuid: "u",
      can_write: true,
      token: "t",
      nested: { api_key: "k", kept: 1 },
    });

    expect(record["_extra"]).toEqual({ nested: { kept: 1 } });
  });

  test("drops a secret from a value that moves to _extra, too", () => {
    expect(open({ id: 1, name: { password: "p", rest: 1 } }).record["_extra"]).toEqual({
      name: { rest: 1 },
    });
  });

  test("takes 0 and 1 for flags, as servers on MySQL send them", () => {
    expect(open({ id: 1, archived: 1 }).record["archived"]).toBe(true);
    expect(open({ id: 1, archived: 0 }).record["archived"]).toBe(false);
    expect(open({ id: 1, count: 1 }).record["count"]).toBe(1);
  });

  test("reads a point in time without zone as UTC", () => {
    const { record } = open({ id: 1, created_at: "2021-12-13T07:34:21.806" });

    expect(record["created_at"]).toBe("2021-12-13T07:34:21.806Z");
  });

  test.each([[{}], [{ id: null }], [{ id: "1" }]])("without a proper key fails: %j", (sent) => {
    expect(() => open(sent)).toThrow(/stream things: the key property id/);
  });
});

test("an allow-list carries declared properties and nothing else", () => {
  const closed = createRecordFormer({
    name: "things",
    keyProperties: ["id"],
    schema: closedRecord({ id: integerKey(""), name: text() }),
  });

  expect(closed({ id: 1, name: 7, details: { host: "h" } })).toEqual({
    record: { id: 1, name: null },
    misfits: ["name"],
    unknown: [],
  });
});

test("rows that somebody chose keep columns that are named like secrets", () => {
  const form = {
    name: "question_1",
    keyProperties: ["id"],
    schema: openRecord({ ...properties, api_token: text() }),
  };
  const row = { id: 1, api_token: "a column of a warehouse" };

  expect(createRecordFormer(form)(row).record["api_token"]).toBeNull();
  expect(createRecordFormer({ ...form, isChosenData: true })(row).record).toMatchObject(row);
});
