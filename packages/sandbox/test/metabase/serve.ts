import { onTestFinished } from "vitest";
import type { MetabaseOptions } from "../../src/metabase/options.ts";
import { type SandboxMetabase, startMetabase } from "../../src/metabase/server/start-metabase.ts";

/** A sample server that stops when the test is over. */
export async function serve(options: MetabaseOptions = {}): Promise<SandboxMetabase> {
  const server = await startMetabase(options);
  onTestFinished(() => server.stop());
  return server;
}

/** Asks as the administrators' API key does, unless other headers are given. */
export async function get(
  server: SandboxMetabase,
  path: string,
  headers: Record<string, string> = { "x-api-key": server.keys.admin },
) {
  // Compressing and expanding takes half of the time that a test of many answers needs.
  const plain = { "accept-encoding": "identity", ...headers };
  return receive(await fetch(`${server.url}${path}`, { headers: plain, redirect: "manual" }));
}

/** Sends JSON, or a form, as the administrators' API key does unless other headers are given. */
export async function post(
  server: SandboxMetabase,
  path: string,
  body: object,
  headers: Record<string, string> = { "x-api-key": server.keys.admin },
) {
  const isForm = body instanceof URLSearchParams;
  return receive(
    await fetch(`${server.url}${path}`, {
      method: "POST",
      headers: { ...headers, ...(!isForm && { "content-type": "application/json" }) },
      body: isForm ? body : JSON.stringify(body),
    }),
  );
}

/** Sends a login. */
export async function logIn(server: SandboxMetabase, body: unknown) {
  return receive(
    await fetch(`${server.url}/api/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
}

async function receive(response: Response) {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    /** The body as JSON. */
    get json() {
      return JSON.parse(text);
    },
  };
}
