import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type MetabaseOptions,
  type SandboxMetabase,
  startMetabase,
} from "@singer-metabase/sandbox";
import { onTestFinished } from "vitest";

/** A sample Metabase that stops when the test is over. */
export async function serveMetabase(options: MetabaseOptions = {}): Promise<SandboxMetabase> {
  const server = await startMetabase(options);
  onTestFinished(() => server.stop());
  return server;
}

/** A server for what a Metabase never does. */
export interface OddServer {
  readonly url: string;
  readonly requests: readonly IncomingMessage[];
}

/** Serves whatever `answer` says until the test is over. */
export async function serveOddly(answer: RequestListener): Promise<OddServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  return { url: `http://127.0.0.1:${await listen(server)}`, requests };
}

/** Listens on a free port of 127.0.0.1 until the test is over. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  });
  return (server.address() as AddressInfo).port;
}

/** Answers everything with this JSON text. */
export function answerJson(text: string, status = 200): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(text);
  };
}
