/** A question that a data engineer would ask, and the SQL that answers it. */
export interface Query {
  readonly title: string;
  readonly sql: string;
}

/** Tables with the rows they hold, largest first; without the memory that the target keeps beside them. */
export const tableSizes = `
  select table_name as "table",
    (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from metabase.%I', table_name), false, true, '')))[1]::text::bigint as rows
  from information_schema.tables
  where table_schema = 'metabase' and table_name not like '\\_sdc\\_%' order by rows desc, 1`;

/** How many rows were written since `$1`: every row carries the time at which it was received. */
export function rowsReceivedSince(tables: readonly string[]): string {
  const rows = tables.map((table) => `select _sdc_received_at from metabase."${table}"`);
  return `select count(*) as n from (${rows.join(" union all ")}) where _sdc_received_at >= $1`;
}

/** Three questions across the tap's streams. */
export const queries: readonly Query[] = [
  {
    title: "Who is in which group",
    sql: `
      select g.name as "group", count(*) as people,
        string_agg(u.common_name, ', ' order by u.common_name) as who
      from metabase.group_memberships m
      join metabase.permission_groups g on g.id = m.group_id
      join metabase.users u on u.id = m.user_id
      where g.name <> 'All Users'
      group by g.name order by people desc, g.name limit 6`,
  },
  {
    title: "Questions that nobody looked at",
    sql: `
      select c.name as question, coalesce(f.name, 'Our analytics') as collection,
        u.common_name as "made by", c.created_at::date::text as created
      from metabase.cards c
      left join metabase.collections f on f.id = c.collection_id
      left join metabase.users u on u.id = c.creator_id
      where c.view_count = 0 and not c.archived
      order by c.created_at limit 6`,
  },
  {
    title: "Which dashboards use which table",
    sql: `
      select t.schema || '.' || t.name as "table", count(distinct d.id) as dashboards,
        string_agg(distinct d.name, ', ') as which
      from metabase.dashboard_cards p
      join metabase.dashboards d on d.id = p.dashboard_id
      join metabase.cards c on c.id = p.card_id
      join metabase.tables t on t.id = c.table_id
      group by t.id, 1 order by dashboards desc, 1 limit 6`,
  },
];
