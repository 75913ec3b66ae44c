import type { CatalogEntry } from "./catalog.ts";
import { type PropertySelection, resolveSelection } from "./resolve-selection.ts";

type JsonRecord = Record<string, unknown>;

/**
 * Makes the function that takes deselected properties out of a record, at every depth. It hands
 * the record back as it is when all of it is selected.
 */
export function createRecordSelector(entry: CatalogEntry): (record: JsonRecord) => JsonRecord {
  const selection = resolveSelection(entry);
  return selection === undefined ? (record) => record : (record) => pick(record, selection);
}

function pick(record: JsonRecord, { deselected, nested }: PropertySelection): JsonRecord {
  const picked = Object.entries(record)
    .filter(([name]) => !deselected.has(name))
    .map(([name, value]) => {
      const selection = nested.get(name);
      return [name, selection && isObject(value) ? pick(value, selection) : value];
    });
  return Object.fromEntries(picked);
}

function isObject(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
