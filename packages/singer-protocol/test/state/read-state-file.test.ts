import { expect, test } from "vitest";
import { InputFileError } from "../../src/errors.ts";
import { readStateFile } from "../../src/state/read-state-file.ts";
import { useConfigFiles } from "../program/fixtures/test-settings.ts";

const file = useConfigFiles();

test.each([
  ["one line", '{"at":1}\n', { at: 1 }],
  ["a value over several lines", '{\n  "at": {\n    "x": 1\n  }\n}\n', { at: { x: 1 } }],
  ["a byte order mark", '\uFEFF{"at":1}', { at: 1 }],
  ["what a target wrote", '{"at":1}\n{"at":2}\n', { at: 2 }],
  ["lines with CR LF and an empty one", '{"at":1}\r\n\r\n{"at":2}\r\n', { at: 2 }],
  ["a target that was killed in its last line", '{"at":1}\n{"at":2}\n{"a', { at: 2 }],
])("a state of %s is its last whole value", async (_, text, state) => {
  expect(await readStateFile(await file("state.json", text))).toEqual(state);
});

test.each([
  ["", /is empty; leave --state out/],
  ["\n", /is empty; leave --state out/],
  ['{"at":1', /is not JSON \(line 1/],
  ['{\n"at": {}\n', /is not JSON \(line 3/],
  ['{"at":1}\nnot a state\n', /is not JSON \(line 2, column 1\)/],
])("a state %j is refused", async (text, problem) => {
  const path = await file("state.json", text);

  const reading = readStateFile(path);

  await expect(reading).rejects.toThrow(InputFileError);
  await expect(reading).rejects.toThrow(problem);
});
