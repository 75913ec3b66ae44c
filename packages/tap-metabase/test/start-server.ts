import {
  type MetabaseOptions,
  type SandboxMetabase,
  startMetabase,
} from "@singer-metabase/sandbox";
import { onTestFinished } from "vitest";
import { type Alter, startProxy } from "./start-proxy.ts";

/** Starts a sample Metabase that stops when the test has finished. */
export async function startServer(options?: MetabaseOptions): Promise<SandboxMetabase> {
  const server = await startMetabase(options);
  onTestFinished(() => server.stop());
  return server;
}

/** Starts a sample Metabase behind a proxy that alters answers; both stop with the test. */
export async function startAlteredServer(
  alter: Readonly<Record<string, Alter>>,
  options?: MetabaseOptions,
): Promise<SandboxMetabase & { readonly url: string }> {
  const server = await startServer(options);
  const proxy = await startProxy(server.url, alter);
  onTestFinished(() => proxy.stop());
  // Not a copy: what a server counts changes with every request.
  return Object.create(server, { url: { value: proxy.url } });
}
