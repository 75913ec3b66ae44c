import { type HistoryPlan, instantOf, lastEnd, sameKey } from "./history.ts";
import { quoteIdentifier, quoteList, quoteRelation } from "./identifier.ts";
import { type LoadStatement, STAGE } from "./merge.ts";

/** What became of the replaced rows, until it is in the history. */
const VERSIONS = "_sdc_versions";

/** Has the stage know the order in which its rows come. */
export const ORDER_STAGE = `alter table ${STAGE} add column _sdc_order bigint generated always as identity`;

/**
 * The statements that write those staged rows into the history which later ones replace, and take them
 * from the stage. What is left of a key is open then, as if its row had come into the table.
 */
export function followReplaced(plan: HistoryPlan, now: string): LoadStatement[] {
  const { history, validFrom, validTo } = plan;
  const name = quoteRelation(history);
  const [from, to] = [validFrom, validTo].map(quoteIdentifier);
  const own = quoteList([...plan.keys, ...plan.compared]);
  return [
    ...(plan.hasKeyIndex ? [{ sql: "set local enable_seqscan = off" }] : []),
    { sql: `create temporary table ${VERSIONS} on commit drop as ${findVersions(plan, now)}` },
    {
      sql:
        `update ${name} as h set ${to} = v.${to} from ${VERSIONS} as v ` +
        `where h.ctid = v._sdc_place and v.${to} is not null`,
    },
    {
      sql:
        `insert into ${name} (${own}, ${from}, ${to}) ` +
        `select ${own}, ${from}, ${to} from ${VERSIONS} where _sdc_place is null`,
    },
    { sql: removeReplaced(plan), counts: "replaced" },
    { sql: `drop table ${VERSIONS}` },
  ];
}

/** Beside new versions those that were open; they have a place. */
function findVersions(plan: HistoryPlan, now: string): string {
  const { history, keys, compared, deletedAt, versionColumn, validFrom, validTo } = plan;
  const own = (alias: string) => quoteList([...keys, ...compared], alias);
  const [from, to] = [validFrom, validTo].map(quoteIdentifier);
  const time = instantOf(plan, "s", [...(deletedAt ? [deletedAt] : []), ...plan.cameAt], now);
  const alive = deletedAt === undefined ? "true" : `s.${quoteIdentifier(deletedAt)} is null`;
  const version = versionColumn && quoteIdentifier(versionColumn);
  const isOutdated = version
    ? ` and not exists (select from ${quoteRelation(plan.relation)} as t where ${sameKey(plan, "t", "s")} and t.${version} > s.${version})`
    : "";
  const byKey = `partition by ${quoteList(keys)} order by _sdc_order`;
  // Images, as in a merge.
  const image = `row(${quoteList(compared, "r.")})`;
  const differs = compared.length === 0 ? "false" : `${image}::record *<> lag(${image}) over w`;
  return (
    `with replaced as (select ${own("s.")}, ${alive} as _sdc_alive, ${time} as _sdc_time, _sdc_order, null::tid as _sdc_place ` +
    `from (${numberFromLast(plan)}) as s where _sdc_number > 1${isOutdated}), ` +
    `known as (select h.* from (select distinct ${quoteList(keys)} from replaced) as r cross join lateral (` +
    `select ${own("h.")}, true, h.${from}, 0::bigint, h.ctid from ${quoteRelation(history)} as h ` +
    `where ${sameKey(plan, "h", "r")} and h.${to} is null offset 0) as h), ` +
    `rows as (select r.*, coalesce(lag(_sdc_alive) over w, false) as _sdc_was_alive, ${differs} as _sdc_differs ` +
    `from (select * from replaced union all select * from known) as r window w as (${byKey})), ` +
    `events as (select r.*, greatest(max(_sdc_time) over (${byKey}), (${lastEnd(plan, "r")})) as ${from} from rows as r ` +
    "where _sdc_alive <> _sdc_was_alive or _sdc_alive and _sdc_differs) " +
    `select * from (select ${own("")}, ${from}, lead(${from}) over (${byKey}) as ${to}, _sdc_alive, _sdc_place from events) as v ` +
    "where _sdc_alive"
  );
}

function removeReplaced(plan: HistoryPlan): string {
  const replaced = `select _sdc_place from (${numberFromLast(plan)}) as s where _sdc_number > 1`;
  return `delete from ${STAGE} where ctid = any (array(${replaced}))`;
}

/** The staged rows, those of a key numbered from the last to the first. */
function numberFromLast({ keys }: HistoryPlan): string {
  return (
    "select *, ctid as _sdc_place, " +
    `row_number() over (partition by ${quoteList(keys)} order by _sdc_order desc) as _sdc_number from ${STAGE}`
  );
}
