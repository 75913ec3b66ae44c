import type { Response } from "../connection/exchange.ts";
import { parseExactly } from "./exact-json.ts";

/** Bodies of errors can be dumps of hundreds of kilobytes; their beginning tells enough. */
const ERROR_BYTES = 64 * 1024;

/** The whole body as text. */
export async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** The beginning of a body that is only needed for an error message. */
export async function readErrorText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size >= ERROR_BYTES) break;
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** A JSON value, its numbers unrounded, or undefined for text that is none. */
export function parseJson(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    return undefined;
  }
}

/** Whether a value is a JSON object (neither an array nor null). */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
