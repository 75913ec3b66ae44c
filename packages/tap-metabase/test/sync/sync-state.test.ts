import { describe, expect, test } from "vitest";
import { StateError } from "../../src/errors.ts";
import { SyncState } from "../../src/sync/sync-state.ts";

describe("SyncState", () => {
  test("remembers finished streams, its format and the instance, and keeps what others wrote", () => {
    const state = new SyncState(
      { currently_syncing: null, bookmarks: { a: { version: 1 } } },
      "host",
    );

    expect(state.finish("b", { version: 2, rows: 3, scope: "s" })).toEqual({
      currently_syncing: null,
      bookmarks: { a: { version: 1 }, b: { version: 2, rows: 3, scope: "s" } },
      format: 1,
      instance: "host",
    });
    expect(state.bookmark("b")).toEqual({ version: 2, rows: 3, scope: "s" });
  });

  test.each([[{}], [null], [undefined], [{ bookmarks: { b: { version: "x" } } }]])(
    "starts from nothing when there is nothing to start from: %j",
    (given) => {
      expect(new SyncState(given, "host").bookmark("b")).toEqual({});
    },
  );

  test("refuses the state of another instance and says what to do", () => {
    expect(() => new SyncState({ instance: "other" }, "host")).toThrow(StateError);
    expect(() => new SyncState({ instance: "other" }, "host")).toThrow(
      /belongs to other, base_url is host/,
    );
  });

  test("refuses the state of a newer program", () => {
    expect(() => new SyncState({ format: 2 }, "host")).toThrow(/format 2.*update/);
  });
});
