import type { Collection } from "./collections.ts";

/** A collection as planned: a key of our own for its children to name, and what differs from an ordinary one. */
export type CollectionPlan = Partial<Omit<Collection, "id" | "location" | "slug">> & {
  readonly name: string;
  readonly key: string;
  readonly parent?: string;
  /** Large worlds put further collections into it. */
  readonly holdsProjects?: true;
};

const archived = { archived: true, archived_directly: true } as const;

/** What the sample company's people filed where. The place in this list is the id. */
export const COLLECTION_TREE: readonly CollectionPlan[] = [
  { key: "trash", name: "Trash", type: "trash" },
  {
    key: "examples",
    name: "Examples",
    is_sample: true,
    description: "Sample questions that came with the installation",
  },
  {
    key: "sales",
    name: "Sales",
    authority_level: "official",
    description: "Orders, revenue and everything the monthly call is about",
    holdsProjects: true,
  },
  { key: "forecast", name: "Forecast", parent: "sales" },
  {
    key: "quarter",
    name: 'Q3 "what if"',
    parent: "forecast",
    description: "Scenarios; numbers are not final",
  },
  { key: "regions", name: "Région Ouest & Süd", parent: "sales" },
  { key: "customers", name: "Customers", description: null, holdsProjects: true },
  {
    key: "churn",
    name: "Churn 🔥",
    parent: "customers",
    description: "Who leaves, and what they told us before",
  },
  { key: "cohorts", name: "Cohorts", parent: "customers" },
  {
    key: "finance",
    name: "Finance",
    authority_level: "official",
    description: "Closed books only",
  },
  { key: "invoices", name: "Invoices", parent: "finance" },
  { key: "buchhaltung", name: "Buchhaltung (Österreich)", parent: "finance" },
  {
    key: "payroll",
    name: "Payroll",
    parent: "finance",
    description: "Restricted: people team and finance leads",
  },
  { key: "support", name: "Support", holdsProjects: true },
  { key: "tickets", name: "Tickets", parent: "support" },
  { key: "sla", name: "SLA's & escalations", parent: "support" },
  { key: "logistics", name: "Логистика", description: "Склады, отгрузки, возвраты" },
  { key: "tokyo", name: "東京チーム", description: "日本の売上とお客様の声" },
  { key: "marketing", name: "Marketing", holdsProjects: true },
  { key: "campaigns", name: "Campaigns / 2023", parent: "marketing" },
  { key: "product", name: "Product usage" },
  {
    key: "attic",
    name: "Old reports",
    ...archived,
    archive_operation_id: "5f0c2c0e-7a41-4c37-9d5b-2f6d1a3a9c11",
  },
  {
    key: "attic-2019",
    name: "2019",
    parent: "attic",
    archived: true,
    archived_directly: false,
    archive_operation_id: "5f0c2c0e-7a41-4c37-9d5b-2f6d1a3a9c11",
  },
  {
    key: "pilot",
    name: "Pilot (stopped)",
    parent: "product",
    ...archived,
    archive_operation_id: "9b1f4f6e-0d38-4b5e-8a53-0f4b6f1f7d22",
  },
  { key: "snippets-finance", name: "Finance snippets", namespace: "snippets" },
  { key: "snippets-dates", name: "Date ranges", namespace: "snippets", parent: "snippets-finance" },
  { key: "snippets-old", name: "Unused snippets", namespace: "snippets", ...archived },
  {
    key: "analytics",
    name: "Usage analytics",
    namespace: "analytics",
    type: "instance-analytics",
    entity_id: "vG58R8k-QddHWA7_47umn",
  },
  {
    key: "custom-reports",
    name: "Custom reports",
    namespace: "analytics",
    parent: "analytics",
    entity_id: "",
  },
  { key: "library", name: "Library", type: "library", description: "Curated tables and metrics" },
  { key: "library-data", name: "Data", type: "library-data", parent: "library" },
  { key: "library-metrics", name: "Metrics", type: "library-metrics", parent: "library" },
  { key: "transforms", name: "Nightly transforms", namespace: "transforms" },
  {
    key: "tenants",
    name: "Shared with tenants",
    namespace: "shared-tenant-collection",
    type: "shared-tenant-collection",
  },
];
