import { expect, test } from "vitest";
import { createSecrets } from "../src/secrets.ts";

test.each([
  ["plain", 's3cr&t"x'],
  ["in a URL", encodeURIComponent('s3cr&t"x')],
  ["in JSON", JSON.stringify('s3cr&t"x').slice(1, -1)],
  ["in base64", Buffer.from('s3cr&t"x').toString("base64")],
])("a known secret disappears %s", (_spelling, text) => {
  const secrets = createSecrets();

  secrets.add('s3cr&t"x');

  expect(secrets.redact(`a ${text} b ${text}`)).toBe("a [redacted] b [redacted]");
});

test("a secret that contains another disappears whole", () => {
  const secrets = createSecrets();

  secrets.add("token");
  secrets.add("my-token-2");

  expect(secrets.redact("my-token-2, token")).toBe("[redacted], [redacted]");
});

test("each secret is reported once, and very short ones are left alone", () => {
  const reported: string[] = [];
  const secrets = createSecrets((secret) => reported.push(secret));

  for (const secret of ["abcd", "abc", "abcd", ""]) secrets.add(secret);

  expect(reported).toEqual(["abcd"]);
  expect(secrets.redact("abc")).toBe("abc");
});
