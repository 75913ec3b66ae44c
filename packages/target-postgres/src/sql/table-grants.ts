import { quoteIdentifier, quoteRelation, type Relation } from "./identifier.ts";

/** What a role that should read a table may do already. */
export interface Reader {
  readonly role: string;
  readonly exists: boolean;
  /** Whether it may read the table, and so use the schema. */
  readonly reads: boolean;
}

/** One {@link Reader} for each of the roles `$1`, of the table `$3` (quoted) in the schema `$2`. */
export const READ_GRANTS = `
  select
    asked.role,
    asked.role = 'public' or r.oid is not null as exists,
    case when asked.role = 'public' or r.oid is not null then
      has_schema_privilege(asked.role, $2, 'usage') and has_table_privilege(asked.role, $3, 'select')
    else false end as reads
  from unnest($1::text[]) with ordinality as asked (role, place)
  left join pg_roles r on r.rolname = asked.role
  order by asked.place`;

/** Lets a role read a table. */
export function grantReading(relation: Relation, role: string): string[] {
  const grantee = quoteIdentifier(role);
  return [
    `grant usage on schema ${quoteIdentifier(relation.schema)} to ${grantee}`,
    `grant select on table ${quoteRelation(relation)} to ${grantee}`,
  ];
}
