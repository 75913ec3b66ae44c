import { pipeline } from "node:stream";
import { constants, createGunzip } from "node:zlib";
import nodeFetch from "node-fetch";
import type { FetchInit, FetchResponse } from "./exchange.ts";

/**
 * Each chunk is a way to another thread and back, which costs more than what it does there:
 * node-fetch hands out 16 KB at a time, and lists have hundreds of megabytes.
 */
const GUNZIP = {
  chunkSize: 128 * 1024,
  // As node-fetch: whoever sends less than a whole stream is found out by the JSON.
  flush: constants.Z_SYNC_FLUSH,
  finishFlush: constants.Z_SYNC_FLUSH,
};

/** node-fetch, with the body decompressed here. */
export async function fetchInLargeChunks(url: string, init: FetchInit): Promise<FetchResponse> {
  const { status, headers, body } = await nodeFetch(url, { ...init, compress: false });
  const isGzip = /^(?:x-)?gzip$/.test(headers.get("content-encoding") ?? "");
  if (body === null || !isGzip) return { status, headers, body };
  // What breaks off breaks the reading of it off.
  return { status, headers, body: pipeline(body, createGunzip(GUNZIP), () => {}) };
}
