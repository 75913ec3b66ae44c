import type { Answer } from "./route.ts";

/** Rows are joined until there is this much to write at once. */
const CHUNK_CHARACTERS = 64 * 1024;

/** The media type of an answer's body. */
export function contentTypeOf(answer: Answer): string {
  return "text" in answer ? "text/plain" : "application/json;charset=utf-8";
}

/** The text of an answer's body, piece by piece; arrays are written row by row, so that their size does not matter. */
export function* answerBody(answer: Answer): Generator<string> {
  if ("text" in answer) {
    yield answer.text;
    return;
  }
  if ("json" in answer) {
    yield JSON.stringify(answer.json);
    return;
  }
  let chunk = `${answer.before ?? ""}[`;
  let separator = "";
  for (const row of answer.jsonArray) {
    chunk += separator + JSON.stringify(row);
    separator = ",";
    if (chunk.length >= CHUNK_CHARACTERS) {
      yield chunk;
      chunk = "";
    }
  }
  yield `${chunk}]${answer.after ?? ""}`;
}
