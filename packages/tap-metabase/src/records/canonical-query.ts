import { ExactDecimal } from "@singer-metabase/metabase-client";

const UUID_NAMES: ReadonlySet<string> = new Set(["lib/uuid", "lib/source-uuid"]);

/**
 * Replaces the identifiers inside a query in MBQL 5 by numbered ones, in a fixed order.
 *
 * A server of version 0.57 or newer gives each clause of a converted query a fresh `lib/uuid` at
 * every read, and other clauses refer to it. Without this every run would rewrite every question.
 * References keep pointing at their clause. A query in MBQL 4 comes back as it is.
 */
export function canonicalQuery(query: unknown): unknown {
  const numbered = new Map<string, string>();
  number(query, numbered);
  return numbered.size === 0 ? query : replace(query, numbered);
}

function number(value: unknown, numbered: Map<string, string>): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const element of value) number(element, numbered);
    return;
  }
  // Sorted, so that the numbers do not depend on the order in which a server writes keys.
  for (const name of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[name];
    if (UUID_NAMES.has(name) && typeof member === "string" && !numbered.has(member)) {
      numbered.set(member, numberedUuid(numbered.size + 1));
    } else {
      number(member, numbered);
    }
  }
}

function replace(value: unknown, numbered: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return numbered.get(value) ?? value;
  if (typeof value !== "object" || value === null || value instanceof ExactDecimal) return value;
  if (Array.isArray(value)) return value.map((element) => replace(element, numbered));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, replace(member, numbered)]),
  );
}

function numberedUuid(index: number): string {
  return `00000000-0000-0000-0000-${String(index).padStart(12, "0")}`;
}
