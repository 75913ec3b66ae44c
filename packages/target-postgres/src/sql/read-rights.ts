/** Who the session is, and what it may do. */
export interface Rights {
  readonly version: string;
  readonly user: string;
  readonly database: string;
  readonly tls: boolean;
  readonly schema_exists: boolean;
  readonly may_create_schema: boolean;
  readonly may_create_table: boolean;
}

/** One row of {@link Rights}, for the schema `$1`. */
export const READ_RIGHTS = `
  select
    current_setting('server_version') as version,
    current_user as user,
    current_database() as database,
    coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as tls,
    n.oid is not null as schema_exists,
    has_database_privilege(current_database(), 'create') as may_create_schema,
    coalesce(
      has_schema_privilege(n.oid, 'usage') and has_schema_privilege(n.oid, 'create'), false
    ) as may_create_table
  from (values ($1::text)) as asked (name)
  left join pg_namespace n on n.nspname = asked.name`;
