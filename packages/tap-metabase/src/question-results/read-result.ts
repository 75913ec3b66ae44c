import { IncompleteReadError } from "../errors.ts";
import { isServerObject, type ServerObject } from "../records/server-object.ts";
import type { Reading } from "../source.ts";
import { requireUncut } from "./export-limits.ts";
import { matchTitles, repeatedTitles, toNamedRow } from "./match-titles.ts";
import type { Question } from "./question.ts";

/**
 * Runs a question and hands out its rows, each with its place in the answer. Exports bring a
 * million rows, but name columns by title: a question with a title twice is read through `/query`,
 * which has places instead of names and at most 2,000 rows (10,000 aggregated ones).
 *
 * @throws {QueryFailedError} when the question fails, at its start or in the middle
 * @throws {IncompleteReadError} when the answer was cut short
 */
export async function* readResult(
  reading: Reading,
  question: Question,
): AsyncGenerator<ServerObject> {
  const repeated = repeatedTitles(question.columns, question.visualizationSettings);
  const rows =
    repeated.length > 0 ? readByPlace(reading, question, repeated) : readExport(reading, question);
  let count = 0;
  for await (const row of rows) {
    count += 1;
    yield { ...row, _row_number: count };
  }
}

async function* readExport({ client }: Reading, question: Question): AsyncGenerator<ServerObject> {
  const columnOf = matchTitles(question.columns, question.visualizationSettings);
  let count = 0;
  const form = { parameters: "[]", format_rows: "false", pivot_results: "false" };
  // Old versions take the option from the query string alone.
  const rows = client.streamArray(
    `/api/card/${question.id}/query/json`,
    { format_rows: false },
    { body: { form } },
  );
  for await (const sent of rows) {
    count += 1;
    yield toNamedRow(sent, columnOf);
  }
  requireUncut(`question ${question.id}`, count, question.exportLimits);
}

async function* readByPlace(
  { client }: Reading,
  { id, columns }: Question,
  repeated: readonly string[],
): AsyncGenerator<ServerObject> {
  // Some versions refuse a query without `ignore_cache`.
  const answer = await client.postObject(`/api/card/${id}/query`, {
    json: { parameters: [], ignore_cache: false },
  });
  const data = isServerObject(answer["data"]) ? answer["data"] : {};
  const { rows, cols, rows_truncated } = data;
  if (!Array.isArray(rows) || !rows.every(Array.isArray) || !Array.isArray(cols)) {
    throw new IncompleteReadError(`question ${id} came without its rows`);
  }
  if (rows_truncated !== undefined && rows_truncated !== null) {
    throw new IncompleteReadError(
      `question ${id} has several columns titled ${repeated.map((title) => JSON.stringify(title)).join(", ")}, so that only its first ${rows.length} rows can be told apart; give the columns different titles in the question's settings`,
    );
  }
  const byName = new Map(columns.map((column) => [column.name, column]));
  const names = cols.map((column, place) => String(column?.name ?? place));
  for (const row of rows as unknown[][]) {
    yield Object.fromEntries(
      names.map((name, place) => [name, byName.get(name)?.normalize(row[place]) ?? row[place]]),
    );
  }
}
