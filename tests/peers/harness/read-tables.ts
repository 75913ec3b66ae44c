import type { TestDatabase } from "@singer-metabase/sandbox";

/** A table as a user finds it. */
export interface Table {
  /** Types by name, `not null` with them, in the table's order. */
  readonly columns: ReadonlyMap<string, string>;
  /** Columns of the primary key, in its order. */
  readonly key: readonly string[];
  /** Other indexes: their columns. */
  readonly indexes: readonly string[];
  /** `role: privilege`, of others than the owner. */
  readonly grants: readonly string[];
  /** Each value as JSON, which is the same for equal values of different column types. */
  readonly rows: readonly ReadonlyMap<string, string | null>[];
}

const TABLES = `
  select n.nspname || '.' || c.relname as name, c.oid::int,
    quote_ident(n.nspname) || '.' || quote_ident(c.relname) as place,
    coalesce((select array_agg(a.attname::text order by k.place)
      from pg_index i, unnest(i.indkey) with ordinality k (attnum, place), pg_attribute a
      where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum), '{}') as key,
    array(select pg_get_indexdef(i.indexrelid) from pg_index i
      where i.indrelid = c.oid and not i.indisprimary) as indexes,
    array(select g.grantee || ': ' || g.privilege_type from information_schema.role_table_grants g
      where g.table_schema = n.nspname and g.table_name = c.relname
        and g.grantee <> pg_get_userbyid(c.relowner) order by 1) as grants
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
    and c.relname not like '\\_sdc\\_%'
  order by 1`;

/** One target renames columns with the time in their names. */
const COLUMNS = `
  select attname as name, regexp_replace(attname, '_\\d{8}_\\d{4}$', '_YYYYMMDD_HHMM') as shown,
    format_type(atttypid, atttypmod) || case when attnotnull then ' not null' else '' end as type
  from pg_attribute where attrelid = $1::int::oid and attnum > 0 and not attisdropped order by attnum`;

/** Times of the run itself. What was deleted in the input has a time of the past. */
const OWN_TIMES = /^_sdc_(?:received_at|batched_at|sequence|sync_started_at|deleted_at)$/;

/** Reads all tables but our own bookkeeping, with times of the run as `"now"`. */
export async function readTables(
  database: Pick<TestDatabase, "query">,
  started: Date,
): Promise<ReadonlyMap<string, Table>> {
  const tables = new Map<string, Table>();
  for (const { name, oid, place, key, indexes, grants } of await database.query(TABLES)) {
    const columns = await database.query(COLUMNS, [oid]);
    const names = columns.map((column) => String(column["shown"]));
    const list = columns.map(({ name }) => `to_jsonb(t.${quote(String(name))})::text`).join(", ");
    const found = await database.query(`select array[${list}]::text[] as values from ${place} t`);
    const rows = found.map(({ values }) => {
      const texts = values as (string | null)[];
      return new Map(
        names.map((column, index) => [column, withoutTime(column, texts[index] ?? null, started)]),
      );
    });
    tables.set(String(name), {
      columns: new Map(columns.map(({ shown, type }) => [String(shown), String(type)])),
      key: key as string[],
      indexes: (indexes as string[]).map((definition) => /\((.*)\)$/.exec(definition)?.[1] ?? ""),
      grants: grants as string[],
      rows,
    });
  }
  return tables;
}

function withoutTime(column: string, value: string | null, started: Date): string | null {
  if (value === null || !OWN_TIMES.test(column)) return value;
  const json = JSON.parse(value) as number | string;
  const time = typeof json === "number" ? json : Date.parse(`${json}Z`);
  return time >= started.getTime() - 1000 ? '"now"' : value;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
