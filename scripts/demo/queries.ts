/** A question that a data engineer would ask, and the SQL that answers it. */
export interface Query {
  readonly title: string;
  readonly sql: string;
}

/** What each run tells of itself in rows of its own. */
export const runReports: readonly string[] = ["tap_runs", "stream_runs"];

/** Tables with the rows they hold, largest first; without the memory that the target keeps beside them. */
export const tableSizes = `
  select table_name as "table",
    (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from metabase.%I', table_name), false, true, '')))[1]::text::bigint as rows
  from information_schema.tables
  where table_schema = 'metabase' and table_type = 'BASE TABLE' and table_name not like '\\_sdc\\_%' order by rows desc, 1`;

/** How many rows were written since `$1`: every row carries the time at which it was received. */
export function rowsReceivedSince(tables: readonly string[]): string {
  const rows = tables.map((table) => `select _sdc_received_at from metabase."${table}"`);
  return `select count(*) as n from (${rows.join(" union all ")}) where _sdc_received_at >= $1`;
}

/** The views that the questions below are put to, from `sql/`. */
export const views = ["effective_table_permissions", "field_usage", "unviewed_content"] as const;

/** The three questions that people who look after a Metabase are asked. */
export const queries: readonly Query[] = [
  {
    title: "Who may query the table orders in SQL, and through which group",
    sql: `
      select coalesce(u.common_name, k.name) as who, p.level,
        string_agg(distinct g.name, ', ') as "through the groups"
      from metabase.effective_table_permissions p
      join metabase.tables t on t.id = p.table_id and t.name = 'orders'
      left join metabase.users u on u.id = p.user_id
      left join metabase.api_keys k on k.id = p.api_key_id
      left join metabase.permission_groups g on g.id = any(p.group_ids)
      where p.permission = 'create-queries' and p.level = 'query-builder-and-native'
      group by 1, 2, p.user_id, p.api_key_id order by 1 limit 6`,
  },
  {
    title: "Which questions break if the column orders.customer_id goes",
    sql: `
      select c.name as question, c.query_type as "built or SQL", f."where", f.confidence
      from metabase.field_usage f
      join metabase.cards c on c.id = f.card_id and not c.archived
      join metabase.fields d on d.id = f.field_id and d.name = 'customer_id'
      join metabase.tables t on t.id = d.table_id and t.name = 'orders'
      order by c.query_type, c.name, f."where" limit 6`,
  },
  {
    title: "What nobody has looked at for 90 days",
    sql: `
      select n.kind, n.name, u.common_name as "made by", n.last_used_at::date::text as "last used"
      from metabase.unviewed_content n
      left join metabase.users u on u.id = n.creator_id
      order by n.last_used_at nulls first, n.kind, n.name limit 6`,
  },
];
