import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createGzip } from "node:zlib";
import { answerBody, contentTypeOf } from "./answer-body.ts";
import type { Fault } from "./faults.ts";
import type { Answer } from "./route.ts";

/** How an answer goes out. */
export interface SendOptions {
  readonly acceptsGzip: boolean;
  /** Spoils the body: `reset`, `truncate` and `slow`. */
  readonly fault: Fault | undefined;
  /** Hears of each piece of the body, before it is compressed. */
  readonly onBytes?: (count: number) => void;
}

const HEADERS = {
  "cache-control": "max-age=0, no-cache, must-revalidate, proxy-revalidate",
  "x-content-type-options": "nosniff",
};
/** Room for a few chunks on both sides, so that the next one is made while one is compressed. */
const GZIP = { level: constants.Z_BEST_SPEED, chunkSize: 128 * 1024, highWaterMark: 1024 * 1024 };
const DEFAULT_TRUNCATED_BYTES = 100;

/**
 * Writes an answer as fast as the other side reads it, in chunks without `Content-Length`, as the real server does.
 *
 * Resolves when all is written or the connection is gone.
 */
export async function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  { acceptsGzip, fault, onBytes }: SendOptions,
): Promise<void> {
  if (fault?.kind === "slow" && fault.afterBytes === undefined) {
    return closed(response);
  }
  if (fault?.kind === "reset" && fault.afterBytes === undefined) {
    response.socket?.resetAndDestroy();
    return;
  }
  if (answer.status === 204) {
    response.writeHead(204, { ...HEADERS, ...answer.headers }).end();
    return;
  }
  // A compressor would hold the first bytes back.
  const isGzip = acceptsGzip && fault?.kind !== "slow";
  response.writeHead(answer.status, {
    ...HEADERS,
    "content-type": contentTypeOf(answer),
    ...(isGzip && { "content-encoding": "gzip" }),
    ...answer.headers,
  });
  const chunks = counted(spoiled(answerBody(answer), response, fault), onBytes);
  const body = Readable.from(chunks, { objectMode: false });
  try {
    await (isGzip ? pipeline(body, createGzip(GZIP), response) : pipeline(body, response));
  } catch {
    // The reader left, or a fault broke the connection; there is nobody to tell.
    response.destroy();
  }
}

async function* counted(
  chunks: AsyncIterable<Buffer>,
  onBytes: SendOptions["onBytes"],
): AsyncGenerator<Buffer> {
  for await (const bytes of chunks) {
    onBytes?.(bytes.length);
    yield bytes;
  }
}

async function* spoiled(
  chunks: Iterable<Buffer>,
  response: ServerResponse,
  fault: Fault | undefined,
): AsyncGenerator<Buffer> {
  let left =
    fault === undefined ? Number.POSITIVE_INFINITY : (fault.afterBytes ?? DEFAULT_TRUNCATED_BYTES);
  for (const bytes of chunks) {
    if (bytes.length > left) {
      yield bytes.subarray(0, left);
      if (fault?.kind === "slow") {
        await closed(response);
      } else if (fault?.kind === "reset") {
        response.socket?.resetAndDestroy();
      }
      return;
    }
    yield bytes;
    left -= bytes.length;
  }
}

function closed(response: ServerResponse): Promise<void> {
  return response.closed
    ? Promise.resolve()
    : new Promise((resolve) => response.once("close", () => resolve()));
}
