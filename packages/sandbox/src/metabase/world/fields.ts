import type { ColumnPlan } from "./column-plans.ts";
import { createFingerprint, type Fingerprint } from "./fingerprints.ts";
import { entityId } from "./identity.ts";
import { createLifetime } from "./instants.ts";
import type { LazyList } from "./lazy-list.ts";

/** A column of a table. */
export interface Field {
  readonly id: number;
  readonly table_id: number;
  readonly name: string;
  readonly display_name: string;
  readonly description: string | null;
  readonly caveats: string | null;
  readonly points_of_interest: string | null;
  readonly base_type: string;
  readonly effective_type: string;
  readonly semantic_type: string | null;
  readonly database_type: string;
  readonly coercion_strategy: string | null;
  readonly active: boolean;
  readonly preview_display: boolean;
  readonly visibility_type: "normal" | "details-only" | "hidden" | "sensitive" | "retired";
  readonly database_required: boolean;
  readonly database_is_auto_increment: boolean;
  readonly database_indexed: boolean | null;
  readonly database_partitioned: boolean | null;
  readonly database_is_pk: boolean | null;
  readonly database_is_nullable: boolean | null;
  readonly database_is_generated: boolean | null;
  readonly database_default: string | null;
  readonly json_unfolding: boolean;
  readonly position: number;
  readonly database_position: number;
  readonly custom_position: number;
  readonly parent_id: number | null;
  readonly nfc_path: readonly string[] | null;
  readonly fk_target_field_id: number | null;
  readonly has_field_values: "list" | "search" | "none" | "auto-list" | null;
  readonly fingerprint: Fingerprint | null;
  readonly fingerprint_version: number;
  readonly last_analyzed: string | null;
  readonly settings: Readonly<Record<string, unknown>> | null;
  readonly data_sensitivity: string | null;
  readonly entity_id: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** All fields, and those of one table without a look at the others. */
export interface Fields extends LazyList<Field> {
  ofTable(tableId: number): readonly Field[];
}

const SENSITIVITY: Readonly<Record<string, string>> = {
  "type/Email": "PII",
  "type/Name": "PII",
  "type/Birthdate": "PII",
};

/** `customer_id` to `Customer ID`, as Metabase humanizes names. */
export function displayNameOf(name: string): string {
  return name
    .split(/[._]+/)
    .filter((word) => word !== "")
    .map((word) =>
      word.toLowerCase() === "id"
        ? "ID"
        : word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase(),
    )
    .join(" ");
}

/** Makes the row of a planned column. */
export function createField(options: {
  readonly seed: number;
  readonly id: number;
  readonly tableId: number;
  readonly position: number;
  readonly plan: ColumnPlan;
  readonly rows: number;
  readonly parentId: number | null;
  readonly targetId: number | null;
}): Field {
  const { seed, id, plan, position, rows } = options;
  const isKey = plan.semantic_type === "type/PK";
  const isReadable = plan.visibility_type === "normal" && plan.active;
  const lifetime = createLifetime(seed, "field", id);
  // Metabase 0.4x turned integers that hold seconds into instants by a coercion; one column shows it.
  const isCoerced = plan.name === "priority";
  return {
    id,
    table_id: options.tableId,
    name: plan.name,
    display_name: displayNameOf(plan.name),
    description:
      id % 7 === 0
        ? `What ${displayNameOf(plan.name)} means is in the handbook, part ${id}.`
        : null,
    caveats: null,
    points_of_interest: null,
    base_type: plan.base_type,
    effective_type: isCoerced ? "type/Instant" : plan.base_type,
    semantic_type: plan.semantic_type,
    database_type: plan.database_type,
    coercion_strategy: isCoerced ? "Coercion/UNIXSeconds->DateTime" : null,
    active: plan.active,
    preview_display: true,
    visibility_type: plan.visibility_type,
    database_required: isKey && plan.database_type !== "int8",
    database_is_auto_increment: isKey && /^(int8|bigint)$/i.test(plan.database_type),
    database_indexed: isKey ? true : null,
    database_partitioned: null,
    database_is_pk: isKey,
    database_is_nullable: !isKey,
    database_is_generated: false,
    database_default: plan.name === "status" ? "'new'::text" : null,
    json_unfolding: plan.base_type === "type/JSON",
    position,
    database_position: position,
    custom_position: 0,
    parent_id: options.parentId,
    nfc_path: plan.nfc_path,
    fk_target_field_id: options.targetId,
    has_field_values:
      plan.semantic_type === "type/Category"
        ? "list"
        : plan.base_type === "type/Text"
          ? "search"
          : null,
    fingerprint: isReadable ? createFingerprint({ seed, id, plan, rows }) : null,
    fingerprint_version: isReadable ? 5 : 0,
    last_analyzed: isReadable ? lifetime.updated_at : null,
    settings: plan.semantic_type === "type/Income" ? { currency: "EUR" } : null,
    data_sensitivity: SENSITIVITY[plan.semantic_type ?? ""] ?? null,
    entity_id: entityId(seed, "field", id),
    ...lifetime,
  };
}
