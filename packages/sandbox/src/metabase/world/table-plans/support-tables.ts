import type { TablePlan } from "./table-plan.ts";

/** Tables of engines without schemas: the support desk's database and the clickstream. */
export const SUPPORT_TABLES: readonly TablePlan[] = [
  {
    database: 3,
    schema: null,
    name: "tickets",
    description: "Everything that customers wrote to us",
    rows: 88123,
    columns: [
      "id BIGINT PK",
      "subject VARCHAR Title",
      "agent_id INT FK:.agents.id",
      "state VARCHAR Category",
      "priority INT",
      "opened_at DATETIME CreationTimestamp",
      "solved_at DATETIME",
      "satisfaction FLOAT Score",
    ],
  },
  {
    database: 3,
    schema: null,
    name: "agents",
    rows: 31,
    columns: ["id INT PK", "name VARCHAR Name", "email VARCHAR Email", "team VARCHAR Category"],
  },
  {
    database: 3,
    schema: null,
    name: "ticket_messages",
    rows: 401900,
    columns: [
      "id BIGINT PK",
      "ticket_id BIGINT FK:.tickets.id",
      "author VARCHAR",
      "body LONGTEXT Description",
      "sent_at DATETIME",
    ],
  },
  {
    database: 4,
    schema: null,
    name: "pageviews",
    rows: 52099112,
    columns: [
      "_id ObjectId PK",
      "url String URL",
      "at Date",
      "visitor Object",
      "country String in:visitor",
      "browser Object in:visitor",
      "version Int32 in:browser",
    ],
  },
  { database: 4, schema: null, name: "empty_collection", rows: 0, columns: [] },
];
