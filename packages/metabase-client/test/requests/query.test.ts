import { expect, test } from "vitest";
import { pathWithQuery } from "../../src/requests/query.ts";

test.each([
  [undefined, "/api/x"],
  [{}, "/api/x"],
  [{ f: undefined }, "/api/x"],
  [{ archived: false, limit: 2, offset: 0 }, "/api/x?archived=false&limit=2&offset=0"],
  [{ models: ["card", "dashboard"] }, "/api/x?models=card&models=dashboard"],
  [{ q: "a&b c" }, "/api/x?q=a%26b+c"],
])("%o is sent as %s", (query, expected) => {
  expect(pathWithQuery("/api/x", query)).toBe(expected);
});
