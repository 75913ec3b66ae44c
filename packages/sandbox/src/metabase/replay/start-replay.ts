import { randomUUID } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import { close, listen } from "../server/local-server.ts";
import { createRequestLog, type LoggedRequest } from "../server/request-log.ts";
import { readRecording } from "./read-recording.ts";
import type { RecordedAnswer } from "./recorded-answer.ts";

/** A server that repeats what another one answered. */
export interface Replay {
  /** Without a slash at the end. */
  readonly url: string;
  readonly requests: readonly LoggedRequest[];
  stop(): Promise<void>;
}

/**
 * Serves the answers of a folder on 127.0.0.1. Every login and every key is accepted; what nobody recorded is answered as
 * an endpoint that does not exist.
 *
 * @throws {RangeError} when the folder cannot be read
 */
export async function startReplay(
  directory: string,
  { port = 0 }: { readonly port?: number } = {},
): Promise<Replay> {
  const recording = await readRecording(directory);
  const log = createRequestLog();
  const server = createServer((request, response) => {
    const { method = "GET", headers } = request;
    const { pathname, searchParams: query } = new URL(request.url ?? "/", "http://127.0.0.1");
    const path = decoded(pathname).replace(/\/+$/, "");
    const answer = logInOrOut(method, path) ?? recording({ method, path, query }) ?? MISSING;
    const answerLog = log.add({ method, path, query, headers, waited: false });
    answerLog.begins(answer.status);
    send(response, answer, answerLog.sends).catch((error: unknown) =>
      response.destroy(error as Error),
    );
  });
  const address = await listen(server, port);
  return {
    url: `http://127.0.0.1:${address.port}`,
    get requests() {
      return log.requests;
    },
    stop: () => close(server),
  };
}

const text = (status: number, body: string): RecordedAnswer => ({
  status,
  contentType: "text/plain",
  body: async () => body,
});

/** A path that is wrongly encoded stands for itself, and so for nothing that was recorded. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const MISSING = text(404, "API endpoint does not exist.");

function logInOrOut(method: string, path: string): RecordedAnswer | undefined {
  if (path !== "/api/session") return undefined;
  if (method === "DELETE") return text(204, "");
  const session = JSON.stringify({ id: randomUUID() });
  return { ...text(200, session), contentType: "application/json;charset=utf-8" };
}

async function send(
  response: ServerResponse,
  answer: RecordedAnswer,
  onBytes: (count: number) => void,
): Promise<void> {
  const body = await answer.body();
  onBytes(Buffer.byteLength(body));
  response.writeHead(answer.status, { "content-type": answer.contentType }).end(body);
}
