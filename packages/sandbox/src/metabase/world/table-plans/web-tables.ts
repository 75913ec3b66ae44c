import type { TablePlan } from "./table-plan.ts";

/** What visitors of the shop's pages did, in a database whose schemas are data sets and whose columns nest. */
export const WEB_TABLES: readonly TablePlan[] = [
  {
    database: 6,
    schema: "web_2024",
    name: "sessions",
    description: "One row a visit, as the tracking delivers it",
    rows: 12_804_551,
    columns: [
      "session_id STRING PK",
      "started_at TIMESTAMP CreationTimestamp",
      "channel STRING Category",
      "revenue NUMERIC Income",
      "is_new BOOL",
      "device RECORD",
      "os STRING in:device",
    ],
  },
  {
    database: 6,
    schema: "web_2024",
    name: "page_views",
    rows: 96_120_044,
    columns: [
      "view_id STRING PK",
      "session_id STRING FK:web_2024.sessions.session_id",
      "url STRING URL",
      "section STRING Category",
      "seen_at TIMESTAMP",
      "seconds INTEGER Quantity",
    ],
  },
];
