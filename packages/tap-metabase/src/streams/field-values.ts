import { boolean, integerKey, list, openRecord } from "../records/properties.ts";
import { fieldValues as source } from "../sources/field-values.ts";
import type { Stream } from "../stream.ts";

/**
 * The values of fields that filters offer as lists. Real data of the connected databases, at one
 * request a field: read only when the catalog selects it.
 * https://www.metabase.com/docs/latest/api/field
 */
export const fieldValues: Stream = {
  name: "field_values",
  group: "data_reference",
  description: "Values of fields that filters offer as lists: real data; off by default.",
  endpoint: "GET /api/field/:id/values",
  versions: "0.49 and newer",
  privilege: "any account; the fields it may see",
  selectedByDefault: false,
  keyProperties: ["id"],
  schema: openRecord({
    id: integerKey("fields.id"),
    values: list("One list a value: the value, then what people call it if that is different.", {
      type: "array",
    }),
    has_more_values: boolean("True when these are not all."),
  }),
  source,
  rows: ({ field_id, ...values }) => [{ id: field_id, ...values }],
};
