import { expect, test } from "vitest";
import { matchTitles, repeatedTitles } from "../../src/question-results/match-titles.ts";
import { resultColumns } from "../../src/question-results/result-column.ts";

const columns = resultColumns([
  { name: "id", display_name: "ID", base_type: "type/Integer" },
  { name: "total", display_name: "Total", base_type: "type/Float" },
  { name: 'say "hi"', display_name: "Greeting", base_type: "type/Text" },
]);
const settings = {
  column_settings: {
    '["name","total"]': { column_title: "Sum" },
    '["name","say \\"hi\\""]': { column_title: "Hello" },
    '["ref",["field",3,null]]': { column_title: "Not by name" },
  },
};

test.each([
  ["ID", "id"],
  ["Total", "total"],
  ["Total ($)", "total"],
  ["Total (USD)", "total"],
  ["Sum", "total"],
  ["Hello", 'say "hi"'],
])("the title %s stands for the column %s", (title, name) => {
  expect(matchTitles(columns, settings)(title)?.name).toBe(name);
});

test("a title that no column explains stands for none", () => {
  expect(matchTitles(columns, settings)("Not by name")).toBeUndefined();
});

test("titles that two columns have, given or chosen, are found", () => {
  const twice = [...columns, ...resultColumns([{ name: "total_2", display_name: "Sum" }])];

  expect(repeatedTitles(columns, settings)).toEqual([]);
  expect(repeatedTitles(twice, settings)).toEqual(["Sum"]);
  expect(repeatedTitles(twice, null)).toEqual([]);
});
