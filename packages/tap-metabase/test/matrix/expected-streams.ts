import { METABASE_VERSIONS } from "@singer-metabase/sandbox";

/** The versions that the columns of a row stand for, in this order; the letters below are ten. */
export const VERSIONS = METABASE_VERSIONS;

/** Who reads. A key with few rights and an ordinary account are in no group that administers. */
export const PRINCIPALS = [
  "administrator",
  "group manager",
  "ordinary account",
  "few rights",
] as const;

/**
 * What is expected of a stream, a letter a version: `y` available, `-` missing route, `f` forbidden
 * for this principal, `p` needs an edition or a feature.
 */
type Cells = string;

/**
 * What each cell rests on, a letter a version: `r` a recorded answer, `o` the OpenAPI document that
 * 0.54.2 serves, `s` the server's source or its official client, `i` inferred from its neighbours.
 */
type Evidence = string;

/** One row for each edition. */
export interface Expectation {
  readonly oss: readonly [admin: Cells, manager: Cells, account: Cells, few: Cells];
  readonly enterprise: readonly [admin: Cells, manager: Cells, account: Cells, few: Cells];
  readonly evidence: Evidence;
}

//             49 50 51 53 54 56 57 59 61 64
const ALWAYS = "yyyyyyyyyy";
const REFUSED = "ffffffffff";
const PAID = "pppppppppp";

/** Lists that everybody gets, filtered by what the account may see. */
const everybody = (cells: Cells, evidence: Evidence): Expectation => ({
  oss: [cells, cells, cells, cells],
  enterprise: [cells, cells, cells, cells],
  evidence,
});

/** Routes of the administration: 403 for everybody else. */
const administrators = (cells: Cells, evidence: Evidence): Expectation => {
  const others = cells.replaceAll("y", "f");
  return {
    oss: [cells, others, others, others],
    enterprise: [cells, others, others, others],
    evidence,
  };
};

/** Routes of paid features, for administrators. */
const paid = (evidence: Evidence, enterprise = ALWAYS, oss = PAID): Expectation => {
  const others = enterprise.replaceAll("y", "f");
  return { oss: [oss, oss, oss, oss], enterprise: [enterprise, others, others, others], evidence };
};

/** Group managers (a paid feature) get the rows of their groups. */
const managers = (evidence: Evidence): Expectation => ({
  oss: [ALWAYS, REFUSED, REFUSED, REFUSED],
  enterprise: [ALWAYS, ALWAYS, REFUSED, REFUSED],
  evidence,
});

/** Transforms came with Enterprise 0.57 and to everybody with 0.59; they are for data analysts. */
const transforms: Expectation = {
  oss: ["------pyyy", "------pfff", "------pfff", "------pfff"],
  enterprise: ["------yyyy", "------ffff", "------ffff", "------ffff"],
  evidence: "iiiiiiisss",
};

/** Written by hand from Metabase's API documentation and the sources that `evidence` names. */
export const expectedStreams: Readonly<Record<string, Expectation>> = {
  // People and rights
  users: managers("srsioirsss"),
  permission_groups: managers("sssioissss"),
  group_memberships: managers("sssioissss"),
  api_keys: administrators(ALWAYS, "sssioissss"),
  tenants: paid("iiiiiissss", "------yyyy", "------pppp"),
  data_permissions: administrators(ALWAYS, "rssiorssss"),
  collection_permissions: administrators(ALWAYS, "sssioissss"),
  effective_permissions: administrators(ALWAYS, "rssiorssss"),
  application_permissions: paid("sssiiissss"),
  sandboxes: paid("sssiiissss"),
  impersonations: paid("sssiiissss"),
  // Content
  collections: everybody(ALWAYS, "srsioirsss"),
  cards: everybody(ALWAYS, "srsioirsss"),
  card_sources: everybody(ALWAYS, "srsioirsss"),
  dashboards: everybody(ALWAYS, "srsioirsss"),
  dashboard_cards: everybody(ALWAYS, "srsioirsss"),
  dashboard_tabs: everybody(ALWAYS, "srsioirsss"),
  dashboard_parameters: everybody(ALWAYS, "srsioirsss"),
  dashboard_card_series: everybody(ALWAYS, "srsioirsss"),
  dashboard_card_mappings: everybody(ALWAYS, "srsioirsss"),
  native_query_snippets: everybody(ALWAYS, "sssioissss"),
  segments: everybody(ALWAYS, "sssioissss"),
  legacy_metrics: everybody("yy--------", "sssioissss"),
  measures: everybody("-------yyy", "iiiioissss"),
  actions: everybody(ALWAYS, "sssioissss"),
  timelines: everybody(ALWAYS, "sssioissss"),
  timeline_events: everybody(ALWAYS, "sssioissss"),
  bookmarks: everybody(ALWAYS, "sssioissss"),
  revisions: everybody(ALWAYS, "sssioissss"),
  model_indexes: everybody(ALWAYS, "sssioissss"),
  moderation_reviews: everybody("--yyyyyyyy", "sssiiissss"),
  documents: everybody("------yyyy", "iiiioissss"),
  comments: everybody("------yyyy", "iiiioissss"),
  glossary_terms: everybody("------yyyy", "iiiioissss"),
  persisted_models: administrators(ALWAYS, "sssioissss"),
  public_links: administrators(ALWAYS, "sssioissss"),
  transforms,
  transform_runs: transforms,
  transform_jobs: transforms,
  transform_tags: transforms,
  // Data reference
  databases: everybody(ALWAYS, "srsioirsss"),
  schemas: everybody(ALWAYS, "srsioirsss"),
  tables: everybody(ALWAYS, "srsioirsss"),
  fields: everybody(ALWAYS, "srsioirsss"),
  field_values: everybody(ALWAYS, "sssioissss"),
  // Delivery
  subscriptions: everybody(ALWAYS, "sssioissss"),
  subscription_channels: everybody(ALWAYS, "sssioissss"),
  alerts: everybody(ALWAYS, "sssioissss"),
  notifications: everybody("----yyyyyy", "sssioissss"),
  webhook_channels: administrators("--yyyyyyyy", "sssioissss"),
  // Operations
  instance: everybody(ALWAYS, "sssioissss"),
  login_history: everybody(ALWAYS, "sssioissss"),
  settings: administrators(ALWAYS, "sssioissss"),
  tasks: administrators(ALWAYS, "sssioissss"),
  task_runs: administrators("-------yyy", "iiiioissss"),
  scheduler_jobs: administrators(ALWAYS, "sssioissss"),
  cache_policies: administrators("-yyyyyyyyy", "sssioissss"),
  tap_runs: everybody(ALWAYS, "ssssssssss"),
  stream_runs: everybody(ALWAYS, "ssssssssss"),
  // Usage
  usage_view_log: paid("iisiiissss"),
  usage_query_log: paid("iisiiissss"),
  usage_audit_log: paid("iisiiissss"),
  usage_tasks: paid("iisiiissss"),
  usage_users: paid("iisiiissss"),
  usage_content: paid("iisiiissss"),
  usage_dashboardcard: paid("iisiiissss"),
  usage_group_members: paid("iisiiissss"),
  usage_subscriptions: paid("iisiiissss"),
  usage_alerts: paid("iisiiissss"),
  usage_databases: paid("iisiiissss"),
  usage_tables: paid("iisiiissss"),
  usage_fields: paid("iisiiissss"),
  query_executions: paid("sssiiissss"),
};
