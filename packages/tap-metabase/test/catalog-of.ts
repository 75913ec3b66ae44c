import type { Catalog } from "@singer-metabase/singer-protocol";
import { discover } from "../src/discovery/discover.ts";
import { streams } from "../src/streams/index.ts";

/** The catalog of these streams alone. */
export function catalogOf(...names: readonly string[]): Catalog {
  return discover(streams.filter(({ name }) => names.includes(name)));
}

/** A few streams that stand for every way of reading: pages, lists, details, parts, graphs. */
export const fewStreams = catalogOf(
  "users",
  "permission_groups",
  "group_memberships",
  "databases",
  "tables",
  "fields",
  "collections",
  "collection_permissions",
  "cards",
  "dashboards",
  "dashboard_cards",
  "native_query_snippets",
);
