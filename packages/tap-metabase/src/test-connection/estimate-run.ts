import { type MetabaseClient, NotAvailableError } from "@singer-metabase/metabase-client";
import { isDerived, type ServerSource } from "../source.ts";
import { dashboardDetails } from "../sources/dashboard-details.ts";
import { dataGraph } from "../sources/data-graph.ts";
import { databaseMetadata } from "../sources/database-metadata.ts";
import type { Stream } from "../stream.ts";

/** What a first run will ask for. Later runs ask again only for the details that changed. */
export interface RunEstimate {
  readonly lists: number;
  /** Of the details that are many: one request a dashboard, one a database, one a group. */
  readonly details: number;
  /** True when there may be more: a search counts to 1,000 and no further. */
  readonly isLeast: boolean;
}

/** Where a search stops counting. */
const SEARCH_LIMIT = 1000;

/**
 * Estimates the requests of a run that reads these streams, with two small requests.
 *
 * @param groupCount how many groups of people there are
 */
export async function estimateRun(
  client: MetabaseClient,
  streams: readonly Stream[],
  groupCount: number,
): Promise<RunEstimate> {
  const sources = sourcesOf(streams);
  const lists = sources.filter(({ parent }) => parent === undefined);
  const dashboards = sources.includes(dashboardDetails)
    ? await totalOf(client, "/api/search", { models: "dashboard", limit: 1, offset: 0 })
    : 0;
  const databases = sources.includes(databaseMetadata) ? await totalOf(client, "/api/database") : 0;
  const groups = sources.includes(dataGraph) ? groupCount : 0;
  return {
    // What is archived is a list of its own.
    lists: lists.length + lists.filter(isReadTwice).length,
    details: dashboards + databases + groups,
    isLeast: dashboards >= SEARCH_LIMIT,
  };
}

function isReadTwice({ filteredBy }: ServerSource): boolean {
  return filteredBy?.includes("include_archived") === true;
}

function sourcesOf(streams: readonly Stream[]): readonly ServerSource[] {
  const sources = new Set<ServerSource>();
  const add = (source: ServerSource): void => {
    sources.add(source);
    if (source.parent) add(source.parent);
  };
  for (const { source } of streams) {
    for (const one of isDerived(source) ? source.inputs : [source]) add(one);
  }
  return [...sources];
}

async function totalOf(
  client: MetabaseClient,
  path: string,
  query?: Parameters<MetabaseClient["getObject"]>[1],
): Promise<number> {
  try {
    return Number((await client.getObject(path, query))["total"] ?? 0);
  } catch (error) {
    if (error instanceof NotAvailableError) return 0;
    throw error;
  }
}
