import { describe, expect, test } from "vitest";
import { createRedactor } from "../../src/logging/redactor.ts";

const secrets = [
  "hunter22",
  "p@ss w\u00f6rd/+=?&\"'\\",
  "line\nend\ttab",
  "\u{1f511}key\u{1f511}",
  "a.b*c(d)[e]{f}^$|",
  "mb_Zm9vYmFyYmF6cXV4+/==",
];

const base64 = (text: string) => Buffer.from(text).toString("base64");

// What base64 shares with its neighbours stays: at most two characters after the secret's own, and
// padding; before it those of the user.
const spellings: readonly (readonly [string, (secret: string) => string, RegExp])[] = [
  ["as it is", (secret) => secret, /^\*\*\*$/],
  ["in JSON", (secret) => JSON.stringify(secret), /^"\*\*\*"$/],
  [
    "in JSON in JSON",
    (secret) => JSON.stringify({ a: JSON.stringify({ b: secret }) }),
    /^{"a":"{\\"b\\":\\"\*\*\*\\?"}"}$/,
  ],
  [
    "in JSON with escaped slashes",
    (secret) => JSON.stringify(secret).replaceAll("/", "\\/"),
    /^"\*\*\*"$/,
  ],
  ["in JSON of ASCII alone", (secret) => toAsciiJson(secret), /^"\*\*\*"$/],
  ["in a path", (secret) => encodeURIComponent(secret), /^\*\*\*$/],
  [
    "in a path with small hex",
    (secret) => encodeURIComponent(secret).replace(/%../g, (hex) => hex.toLowerCase()),
    /^\*\*\*$/,
  ],
  ["in a form", (secret) => new URLSearchParams({ secret }).toString(), /^secret=\*\*\*$/],
  ["in a URL that encodes only what it must", (secret) => encodeURI(secret), /^\*\*\*$/],
  ["as base64", base64, /^\*\*\*.?={0,2}$/],
  ["as base64 for URLs", (secret) => Buffer.from(secret).toString("base64url"), /^\*\*\*.?$/],
  ["as URL-encoded base64", (secret) => encodeURIComponent(base64(secret)), /^\*\*\*.?(%3D){0,2}$/],
  ["in Basic, after a user", (secret) => base64(`user:${secret}`), /^dXNlcj.\*\*\*.?={0,2}$/],
  [
    "in Basic, after a longer user",
    (secret) => base64(`users:${secret}`),
    /^dXNlcnM6\*\*\*.?={0,2}$/,
  ],
  [
    "in Basic, before something else",
    (secret) => base64(`metabase:${secret}:x`),
    /^bWV0YWJhc2U6\*\*\*.{2,4}={0,2}$/,
  ],
  [
    "in Basic, at the third offset",
    (secret) => base64(`me:i:${secret}`),
    /^bWU6aT.{1,2}\*\*\*.?={0,2}$/,
  ],
];

describe.each(secrets)("the secret %j", (secret) => {
  test.each(spellings)("is not shown %s", (_, spell, expected) => {
    const redactor = createRedactor();
    redactor.add(secret);

    expect(redactor.redact(spell(secret))).toMatch(expected);
    expect(redactor.redact(`<${spell(secret)}>`)).toMatch(/^<[^<>]*\*\*\*[^<>]*>$/);
  });
});

test("what is no secret stays as it is", () => {
  const redactor = createRedactor();
  redactor.add("hunter22");

  expect(redactor.redact("hunter2 and Hunter22")).toBe("hunter2 and Hunter22");
});

test("without a secret nothing changes", () => {
  expect(createRedactor().redact("a ***")).toBe("a ***");
});

test.each([undefined, ""])("%j is no secret", (secret) => {
  const redactor = createRedactor();
  redactor.add(secret);

  expect(redactor.redact("text")).toBe("text");
});

test("a secret that begins another leaves nothing of the longer one", () => {
  const redactor = createRedactor();
  redactor.add("hunter22");
  redactor.add("hunter22-and-more");

  expect(redactor.redact("hunter22-and-more, hunter22")).toBe("***, ***");
});

test.each([
  ["password abc is wrong", "password *** is wrong"],
  ["abcdef abc-def", "abcdef ***-def"],
  ['{"password":"abc"}', '{"password":"***"}'],
])("a secret of three characters is replaced where it stands alone: %s", (text, expected) => {
  const redactor = createRedactor();
  redactor.add("abc");

  expect(redactor.redact(text)).toBe(expected);
});

function toAsciiJson(text: string): string {
  return JSON.stringify(text).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
