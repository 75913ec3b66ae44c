import type { Grantees, SchemaMapping, TableOptions } from "../settings/table-settings.ts";
import type { Settings } from "../settings.ts";
import type { TableStorage } from "../sql/table-definition.ts";

/** What settings ask of one stream's table, beside its columns. */
export interface TableWishes {
  /** Names of properties or of columns, one list an index. */
  readonly indexes: readonly (readonly string[])[];
  /** Whether an index on a column that the stream does not have is an error. */
  readonly hasOwnIndexes: boolean;
  /** Names of roles. */
  readonly readers: readonly string[];
  readonly storage: TableStorage;
}

/** Stands for all streams in table_options; a stream's own options win over it, one by one. */
export const ALL_STREAMS = "*";

/** Gathers what settings ask of a stream's table. */
export function readTableWishes(
  settings: Settings,
  stream: string,
  { table, mapping }: { readonly table: string; readonly mapping: SchemaMapping | undefined },
): TableWishes {
  const forAll = own(settings.table_options, ALL_STREAMS);
  const forStream = own(settings.table_options, stream);
  const { unlogged = false, partition_by }: TableOptions = { ...forAll, ...forStream };
  const mapped = findIndices(mapping, table);
  const indexes = forStream?.indexes ?? forAll?.indexes ?? [];
  return {
    indexes: [
      ...indexes.map((columns) => (typeof columns === "string" ? [columns] : columns)),
      ...mapped.map((columns) => columns.split(",").map((column) => column.trim())),
    ],
    hasOwnIndexes: forStream?.indexes !== undefined || mapped.length > 0,
    readers: listRoles(
      mapping?.target_schema_select_permissions ??
        settings.default_target_schema_select_permissions,
    ),
    storage: {
      isUnlogged: unlogged,
      partitioning: partition_by && { partitions: DEFAULT_PARTITIONS, ...partition_by },
    },
  };
}

const DEFAULT_PARTITIONS = 4;

function findIndices(mapping: SchemaMapping | undefined, table: string): readonly string[] {
  return Object.entries(mapping?.indices ?? {})
    .filter(([name]) => isNameOfTable(name, table))
    .flatMap(([, indices]) => indices);
}

/** Whether settings mean a table by a name: it is in lower case where it was not in the source. */
export function isNameOfTable(name: string, table: string): boolean {
  return name === table || name.toLowerCase() === table;
}

function own<Value>(
  record: Readonly<Record<string, Value>> | undefined,
  name: string,
): Value | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

function listRoles(grantees: Grantees | undefined): readonly string[] {
  if (grantees === undefined || grantees === "") return [];
  if (typeof grantees === "string") return [grantees];
  if (isList(grantees)) return grantees;
  return [grantees.users ?? [], grantees.groups ?? []].flat();
}

// Array.isArray does not know read-only ones.
function isList(grantees: Grantees): grantees is readonly string[] {
  return Array.isArray(grantees);
}
