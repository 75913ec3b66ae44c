import { type MetabaseClient, NotAvailableError } from "@singer-metabase/metabase-client";
import { isDerived, type Source } from "../source.ts";
import type { Stream } from "../stream.ts";

/** Whether one stream can be read, and why not. */
export interface StreamCheck {
  readonly stream: string;
  readonly privilege: string;
  readonly problem?: string;
}

/** Asks the server for as little as proves that each stream can be read; each source once. */
export async function checkStreams(
  streams: readonly Stream[],
  client: MetabaseClient,
): Promise<readonly StreamCheck[]> {
  const problems = new Map<Source, Promise<string | undefined>>();
  for (const { source } of streams) {
    if (!problems.has(source)) problems.set(source, findProblem(source, client));
  }
  return Promise.all(
    streams.map(async ({ name, privilege, source }) => {
      const problem = await problems.get(source);
      return { stream: name, privilege, ...(problem !== undefined && { problem }) };
    }),
  );
}

async function findProblem(source: Source, client: MetabaseClient): Promise<string | undefined> {
  try {
    for (const read of isDerived(source) ? source.inputs : [source]) await read.probe(client);
    return undefined;
  } catch (error) {
    if (error instanceof NotAvailableError) return `${error.status}: ${error.reason}`;
    return error instanceof Error ? error.message : String(error);
  }
}
