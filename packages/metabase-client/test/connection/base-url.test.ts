import { expect, test } from "vitest";
import { normaliseBaseUrl } from "../../src/connection/base-url.ts";
import { ConfigurationError } from "../../src/index.ts";

test.each([
  ["https://bi.example.com", "https://bi.example.com"],
  [" https://bi.example.com/ ", "https://bi.example.com"],
  ["https://bi.example.com/api", "https://bi.example.com"],
  ["https://bi.example.com/api/", "https://bi.example.com"],
  ["https://example.com/metabase", "https://example.com/metabase"],
  ["https://example.com/metabase//api//", "https://example.com/metabase"],
  ["https://example.com/my-api", "https://example.com/my-api"],
  ["HTTP://Example.com:3000/", "http://example.com:3000"],
  ["http://[::1]:3000", "http://[::1]:3000"],
])("%s is %s", (given, expected) => {
  expect(normaliseBaseUrl(given)).toBe(expected);
});

test.each([
  ["bi.example.com", "such as https://", '"bi.example.com"'],
  ["", "such as https://", '""'],
  ["ftp://bi.example.com", "such as https://", '"ftp://bi.example.com"'],
  ["https//ada:hidden@bi.example.com", "such as https://", '"***@bi.example.com"'],
  ["https://ada:hid/hidden@bi example", "such as https://", '"https://***@bi example"'],
  ["https://ada:hidden@bi.example.com", "username and password", '"https://***@bi.example.com"'],
  ["https://bi.example.com/?key=hidden", "query", '"https://bi.example.com/?***"'],
  ["https://bi.example.com/#/hidden", "fragment", '"https://bi.example.com/#***"'],
])("%s is refused with the way out, quoted without its secrets", (given, wayOut, shown) => {
  const normalise = () => normaliseBaseUrl(given);

  expect(normalise).toThrow(ConfigurationError);
  expect(normalise).toThrow(wayOut);
  expect(normalise).toThrow(shown);
  expect(normalise).not.toThrow(/hidden/);
});
