import type { Field } from "../fields.ts";
import { createFingerprint, type Fingerprint } from "../fingerprints.ts";

/** A column of a question's result, as the server remembers it from the last run. */
export interface ResultColumn {
  readonly name: string;
  readonly display_name: string;
  readonly base_type: string;
  readonly effective_type: string;
  readonly semantic_type: string | null;
  readonly field_ref: readonly unknown[];
  readonly fingerprint: Fingerprint | null;
  readonly id?: number;
  readonly description?: string | null;
  readonly visibility_type?: string;
  readonly coercion_strategy?: string | null;
  readonly settings?: Readonly<Record<string, unknown>> | null;
  readonly fk_target_field_id?: number | null;
  /** What instants were rounded to. */
  readonly unit?: string;
}

/** The column that a table's field becomes; `options` are those of the clause that refers to it. */
export function columnOfField(
  field: Field,
  options: Readonly<Record<string, unknown>> | null = null,
): ResultColumn {
  return {
    description: field.description,
    semantic_type: field.semantic_type,
    coercion_strategy: field.coercion_strategy,
    name: field.name,
    settings: field.settings,
    fk_target_field_id: field.fk_target_field_id,
    field_ref: ["field", field.id, options],
    effective_type: field.effective_type,
    id: field.id,
    visibility_type: field.visibility_type,
    display_name: field.display_name,
    fingerprint: field.fingerprint,
    base_type: field.base_type,
    ...(options !== null &&
      "temporal-unit" in options && { unit: String(options["temporal-unit"]) }),
  };
}

/** The column that the aggregation at an index becomes. */
export function columnOfAggregation(
  name: string,
  displayName: string,
  index: number,
): ResultColumn {
  const type = name === "count" ? "type/BigInteger" : "type/Decimal";
  return {
    display_name: displayName,
    semantic_type: name === "count" ? "type/Quantity" : null,
    settings: null,
    field_ref: ["aggregation", index],
    base_type: type,
    effective_type: type,
    name,
    fingerprint: null,
  };
}

/** The column that a native query returns under a name. */
export function columnOfSql(options: {
  readonly seed: number;
  readonly id: number;
  readonly name: string;
  readonly baseType: string;
}): ResultColumn {
  const { seed, id, name, baseType } = options;
  return {
    display_name: name,
    field_ref: ["field", name, { "base-type": baseType }],
    name,
    base_type: baseType,
    effective_type: baseType,
    semantic_type: null,
    fingerprint: createFingerprint({
      seed,
      id,
      plan: { base_type: baseType, semantic_type: null },
      rows: 500,
    }),
  };
}

/** Columns that weigh `bytes` together, for lists as large as those of large installations. */
export function createPadding(seed: number, bytes: number): readonly ResultColumn[] {
  const columns: ResultColumn[] = [];
  for (let missing = bytes; missing > 0; ) {
    const id = columns.length + 1;
    const bare = {
      ...columnOfSql({ seed, id, name: `padding_${id}`, baseType: "type/Integer" }),
      description: "",
    };
    const rest = missing - JSON.stringify(bare).length - 1;
    const description = "…as the warehouse delivers it. "
      .repeat(3)
      .slice(0, Math.max(0, Math.min(60, rest)));
    columns.push(Object.freeze({ ...bare, description }));
    missing = rest - description.length;
  }
  return columns;
}
