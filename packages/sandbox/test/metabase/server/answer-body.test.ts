import { expect, test } from "vitest";
import { answerBody } from "../../../src/metabase/server/answer-body.ts";

const creator = Object.freeze({ id: 1, name: '李 "Zoë"' });
const column = Object.freeze({ name: "n", note: '"creator":"\\u0000"' });

const createRows = () => [
  { id: 1, columns: [column, { name: "fresh" }], text: "é 📞 \\ \n", creator, gone: undefined },
  { id: 2, columns: null, text: '"columns":', creator: null },
  { id: 3, columns: Object.freeze([column]), text: "x".repeat(1_000_000), creator },
  { id: 4, columns: [], text: "日".repeat(200_000), creator },
];

test.each([[[]], [["columns", "creator"]]])(
  "rows are the JSON that they would be one by one, with %j written once",
  (shared) => {
    const jsonArray = [...createRows(), ...createRows()];
    const json = JSON.stringify(jsonArray);

    const body = answerBody({ status: 200, jsonArray, shared });

    expect(Buffer.concat([...body]).toString()).toBe(json);
  },
);

test("an envelope stands around its rows, even when there are none", () => {
  const body = answerBody({ status: 200, jsonArray: [], before: '{"data":', after: "}" });

  expect(Buffer.concat([...body]).toString()).toBe('{"data":[]}');
});

test("a long list comes in chunks, so that it never stands in memory as a whole", () => {
  const body = answerBody({
    status: 200,
    jsonArray: Array.from({ length: 20 }, () => ({ text: "x".repeat(1_000_000) })),
  });

  const sizes = [...body].map((chunk) => chunk.length);

  expect(sizes.length).toBeGreaterThan(10);
  expect(Math.max(...sizes)).toBeLessThan(1_500_000);
});
