import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Changes the answer to one path: takes what the server sent, returns what the tap shall get. */
export type Alter = (body: never) => unknown;

/** A server in front of another one that alters some of its answers. */
export interface Proxy {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a proxy on 127.0.0.1; `alter` names paths without their query. */
export async function startProxy(
  target: string,
  alter: Readonly<Record<string, Alter>>,
): Promise<Proxy> {
  const server = createServer(async (request, response) => {
    const path = request.url ?? "/";
    const key = request.headers["x-api-key"];
    const answer = await fetch(target + path, {
      headers: typeof key === "string" ? { "x-api-key": key } : {},
    });
    const text = await answer.text();
    const change = answer.ok ? alter[path.split("?")[0] ?? ""] : undefined;
    const type = answer.headers.get("content-type") ?? "application/json";
    response.writeHead(answer.status, { "content-type": type });
    response.end(change ? JSON.stringify(change(JSON.parse(text) as never)) : text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
