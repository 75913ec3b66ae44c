import { quoteLiteral } from "./identifier.ts";

/** A view that reads a column whose type is to change, with all that is needed to make it again. */
export interface DependentView {
  /** Quoted, with its schema. */
  readonly name: string;
  readonly definition: string;
  /** As in `with (...)`; null without any. */
  readonly options: string | null;
  /** Quoted. */
  readonly owner: string;
  readonly comment: string | null;
  readonly columnComments: readonly { readonly column: string; readonly comment: string }[];
  /** GRANT statements. */
  readonly grants: readonly string[];
  /** Whether the above is all there is to it. */
  readonly isPlain: boolean;
}

/**
 * One row, a {@link DependentView}, for each view that reads one of the columns `$2` of the table `$1`
 * (quoted) or reads such a view, the nearest first.
 * https://www.postgresql.org/docs/current/catalog-pg-depend.html
 */
export const READ_DEPENDENT_VIEWS = `
  with recursive reads as (
    select distinct r.ev_class as reader, d.refobjid as source, d.refobjsubid as attnum
    from pg_depend d join pg_rewrite r on r.oid = d.objid and d.classid = 'pg_rewrite'::regclass
    where d.refclassid = 'pg_class'::regclass and r.ev_class <> d.refobjid
  ), dependents (oid, depth) as (
    select reads.reader, 1 from reads join pg_attribute a on a.attrelid = reads.source and a.attnum = reads.attnum
    where reads.source = to_regclass($1) and a.attname = any($2::text[])
    union
    select reads.reader, depth + 1 from dependents join reads on reads.source = dependents.oid
  )
  select format('%I.%I', n.nspname, c.relname) as name,
    rtrim(pg_get_viewdef(c.oid), ';') as definition,
    array_to_string(c.reloptions, ', ') as options,
    quote_ident(pg_get_userbyid(c.relowner)) as owner,
    obj_description(c.oid, 'pg_class') as comment,
    array(
      select json_build_object('column', quote_ident(a.attname), 'comment', s.description)
      from pg_description s join pg_attribute a on a.attrelid = s.objoid and a.attnum = s.objsubid
      where s.objoid = c.oid and s.classoid = 'pg_class'::regclass
    ) as "columnComments",
    array(
      select format('grant %s on %I.%I to %s%s', privilege_type, n.nspname, c.relname,
        case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end,
        case when is_grantable then ' with grant option' else '' end)
      from aclexplode(c.relacl)
    ) as grants,
    c.relkind = 'v'
      and not exists (select from pg_trigger where tgrelid = c.oid)
      and not exists (select from pg_rewrite where ev_class = c.oid and rulename <> '_RETURN')
      and not exists (select from pg_attrdef where adrelid = c.oid)
      and not exists (select from pg_seclabel where objoid = c.oid and classoid = 'pg_class'::regclass)
      and not exists (select from pg_attribute where attrelid = c.oid and attacl is not null)
      and not exists (select from aclexplode(c.relacl) where grantor <> c.relowner) as "isPlain"
  from (select oid, max(depth) as depth from dependents group by oid) as d
  join pg_class c on c.oid = d.oid join pg_namespace n on n.oid = c.relnamespace
  order by d.depth`;

/** Statements, one a row, that take the rights away that default privileges give to the new view `$1` (quoted). */
export const READ_REVOKES = `
  select distinct format('revoke all on %s from %s', $1::text,
    case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end) as sql
  from pg_class, aclexplode(relacl) where oid = to_regclass($1)`;

/** Drops views, of which some may read others. */
export function dropViews(views: readonly DependentView[]): string[] {
  return views.toReversed().map(({ name }) => `drop view ${name}`);
}

/** Makes a view again, but for its rights. */
export function createView(view: DependentView): string[] {
  const { name, options, definition, owner, comment, columnComments } = view;
  return [
    `create view ${name}${options ? ` with (${options})` : ""} as ${definition}`,
    `alter view ${name} owner to ${owner}`,
    ...(comment === null ? [] : [`comment on view ${name} is ${quoteLiteral(comment)}`]),
    ...columnComments.map(
      (on) => `comment on column ${name}.${on.column} is ${quoteLiteral(on.comment)}`,
    ),
  ];
}
