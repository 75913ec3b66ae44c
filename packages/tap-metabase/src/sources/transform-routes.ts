import { type MetabaseClient, NotAvailableError } from "@singer-metabase/metabase-client";
import type { ServerObject } from "../records/server-object.ts";
import type { ServerSource } from "../source.ts";

/** The routes of transforms: everybody's from version 0.59 on, before that only the paid edition's. */
const ROUTES = { now: "/api/", before: "/api/ee/" } as const;

/** Reads from the route of transforms that this server has; `path` is what follows it, such as `transform/run`. */
export async function* fromTransformRoute(
  path: string,
  open: (path: string) => AsyncIterable<ServerObject>,
): AsyncGenerator<ServerObject> {
  try {
    yield* open(ROUTES.now + path);
  } catch (error) {
    if (!isMissingRoute(error)) throw error;
    yield* open(ROUTES.before + path);
  }
}

/** A list about transforms that one request brings whole. */
export function transformsList(name: string, path: string): ServerSource {
  const list = (client: MetabaseClient) =>
    fromTransformRoute(path, (route) => client.streamArray(route));
  return {
    name,
    read: ({ client }) => list(client),
    async probe(client) {
      for await (const _first of list(client)) return;
    },
  };
}

function isMissingRoute(error: unknown): boolean {
  return error instanceof NotAvailableError && error.reason === "missing_route";
}
