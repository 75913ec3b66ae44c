import { expect, test } from "vitest";
import { readBookmark, writeBookmark } from "../../src/state/bookmarks.ts";

test.each([undefined, null, "text", [], {}, { bookmarks: null }, { bookmarks: { other: {} } }])(
  "a state of %j has nothing about a stream",
  (state) => {
    expect(readBookmark(state, "cards")).toEqual({});
  },
);

test("a stream named like a method of every object has no bookmark by itself", () => {
  expect(readBookmark({ bookmarks: {} }, "constructor")).toEqual({});
});

test("a bookmark that was written is read again", () => {
  const state = writeBookmark(undefined, "cards", { version: 1 });

  expect(readBookmark(state, "cards")).toEqual({ version: 1 });
});

test("writing a bookmark keeps everything else and changes nothing in place", () => {
  const before = { currently_syncing: null, bookmarks: { cards: { version: 1 }, users: { a: 2 } } };

  const after = writeBookmark(before, "cards", { version: 3 });

  expect(after).toEqual({
    currently_syncing: null,
    bookmarks: { cards: { version: 3 }, users: { a: 2 } },
  });
  expect(before.bookmarks.cards).toEqual({ version: 1 });
});

test("a stream may be named __proto__", () => {
  const state = writeBookmark({}, "__proto__", { version: 1 });

  expect(JSON.stringify(state)).toBe('{"bookmarks":{"__proto__":{"version":1}}}');
});
