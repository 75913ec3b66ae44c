-- Who may do what with each table, one row for each person or API key, permission and table.
--
-- effective_permissions holds a row for a whole database or schema where one says it all; the
-- finest row that is about a table counts. Ask for one table or one person: the whole of it is
-- people x tables. Tables and views are found by search_path.

create or replace view effective_table_permissions as
with about_table as (
    select p.*, t.id as of_table_id, 3 as breadth
    from effective_permissions p
    join tables t on t.db_id = p.database_id
    where p.resource = 'database' and t.active is not false
  union all
    select p.*, t.id, 2
    from effective_permissions p
    join tables t on t.db_id = p.database_id and coalesce(t.schema, '') = p.schema
    where p.resource = 'schema' and t.active is not false
  union all
    select p.*, t.id, 1
    from effective_permissions p
    join tables t on t.id = p.table_id
    where p.resource = 'table' and t.active is not false
)
select distinct on (of_table_id, permission, user_id, api_key_id)
  of_table_id as table_id,
  database_id,
  user_id,
  api_key_id,
  permission,
  level,
  group_ids,
  is_implicit,
  is_sandboxed,
  resource as granted_on
from about_table
order by of_table_id, permission, user_id, api_key_id, breadth;
