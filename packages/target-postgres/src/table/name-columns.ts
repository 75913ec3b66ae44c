import type { ExistingColumn } from "../sql/read-table.ts";
import { type ColumnNameStyle, columnNames } from "./column-name.ts";

/** Which columns a property has, and what the first one is called. */
export interface NamedProperty {
  /** The columns that hold or held the property, the newest first; none for a new property. */
  readonly columns: readonly ExistingColumn[];
  readonly identifier: string;
}

/**
 * Gives each property its columns, in the same way in every run and whatever the order of the
 * properties: those that a comment gives to it, else one of its own name, else the first free name.
 */
export function nameColumns(
  properties: readonly string[],
  style: ColumnNameStyle,
  existing: readonly ExistingColumn[],
): ReadonlyMap<string, NamedProperty> {
  const owned = groupByOwner(existing);
  const named = new Map<string, NamedProperty>();
  for (const property of properties) {
    const columns = owned.get(property);
    const identifier = columns?.[0]?.identifier;
    if (columns !== undefined && identifier !== undefined) {
      named.set(property, { columns: columns.toReversed(), identifier });
    }
  }
  const taken = new Set([
    ...existing.filter(isOwnedByComment).map(({ identifier }) => identifier),
    ...[...named.values()].flatMap(({ columns }) => columns.map(({ identifier }) => identifier)),
  ]);
  for (const property of inOrderOfClaims(properties, style)) {
    if (named.has(property)) continue;
    const names = columnNames(property, style);
    const identifier = names.find((name) => !taken.has(name)) ?? (names.at(-1) as string);
    taken.add(identifier);
    const columns = existing.filter((column) => column.identifier === identifier);
    named.set(property, { columns, identifier });
  }
  return named;
}

/** A name that stays as it is goes before one that had to be changed, so that orders do not matter. */
function inOrderOfClaims(properties: readonly string[], style: ColumnNameStyle): string[] {
  const isVerbatim = (property: string): boolean => columnNames(property, style)[0] === property;
  return [
    ...properties.filter(isVerbatim),
    ...properties.filter((property) => !isVerbatim(property)).toSorted(),
  ];
}

function groupByOwner(existing: readonly ExistingColumn[]): Map<string, ExistingColumn[]> {
  const owned = new Map<string, ExistingColumn[]>();
  for (const column of existing) {
    const owner = parseComment(column) ?? column.identifier;
    owned.set(owner, [...(owned.get(owner) ?? []), column]);
  }
  return owned;
}

function isOwnedByComment(column: ExistingColumn): boolean {
  return parseComment(column) !== undefined;
}

/** The property that a column's comment names: a JSON text, as `commentColumn` writes it. */
function parseComment({ comment }: ExistingColumn): string | undefined {
  if (!comment?.startsWith('"')) return undefined;
  try {
    return JSON.parse(comment);
  } catch {
    return undefined;
  }
}
