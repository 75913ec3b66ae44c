import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { OutputClosedError } from "../../src/errors.ts";
import { writeText } from "../../src/lines/write-text.ts";

test("a text is written with its line end", async () => {
  const output = new PassThrough();

  await writeText(output, "one\ntwo");

  expect(String(output.read())).toBe("one\ntwo\n");
});

test("a reader that is gone is told as such", async () => {
  const output = new PassThrough();
  output.on("error", () => {});
  output.destroy();

  await expect(writeText(output, "text")).rejects.toThrow(OutputClosedError);
});
