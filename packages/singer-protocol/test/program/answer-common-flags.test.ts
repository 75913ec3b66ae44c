import { expect, test } from "vitest";
import { answerCommonFlags } from "../../src/program/answer-common-flags.ts";
import { parseCommandLine } from "../../src/program/parse-command-line.ts";
import type { SettingsSchema } from "../../src/program/settings-schema.ts";

const settings: SettingsSchema = { type: "object", properties: { host: { type: "string" } } };
const program = {
  name: "tap-x",
  description: "Reads x.",
  version: "1.2.3",
  capabilities: [],
  settings,
};

test.each([
  [["--version"], /^tap-x 1\.2\.3$/],
  [["--help", "--version"], /^Usage: tap-x \[options\]/],
  [["--about"], /^Name: tap-x\n/],
  [["--config", "a.json", "--about", "--format=json"], /^{\n {2}"name": "tap-x"/],
  [["--config", "a.json"], undefined],
])("%j", (argv, expected) => {
  const answer = answerCommonFlags(parseCommandLine(argv, {}), program, {});

  if (expected === undefined) expect(answer).toBeUndefined();
  else expect(answer).toMatch(expected);
});
