import { createChunkWriter } from "./chunk-writer.ts";
import type { Answer } from "./route.ts";
import { createRowWriter } from "./row-writer.ts";

type ArrayAnswer = Extract<Answer, { readonly jsonArray: unknown }>;

/** The media type of an answer's body. */
export function contentTypeOf(answer: Answer): string {
  return "text" in answer ? "text/plain" : "application/json;charset=utf-8";
}

/** An answer's body, piece by piece; arrays are written row by row, so that their size does not matter. */
export function* answerBody(answer: Answer): Generator<Buffer> {
  if ("text" in answer) {
    yield Buffer.from(answer.text);
  } else if ("json" in answer) {
    yield Buffer.from(JSON.stringify(answer.json));
  } else {
    yield* arrayBody(answer);
  }
}

function* arrayBody({
  jsonArray,
  shared,
  before = "",
  after = "",
}: ArrayAnswer): Generator<Buffer> {
  const chunk = createChunkWriter();
  const writeRow = createRowWriter(shared ?? [], chunk.write);
  chunk.write(`${before}[`);
  let separator = "";
  for (const row of jsonArray) {
    chunk.write(separator);
    if (typeof row === "string") chunk.write(row);
    else writeRow(row);
    separator = ",";
    if (chunk.isFull) yield chunk.take();
  }
  chunk.write(`]${after}`);
  yield chunk.take();
}
