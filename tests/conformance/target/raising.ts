/** SQL for a table of ids at which the server fails with a condition: once, or at every row. */
export function raising(table: string, sqlState: string, { times = 1_000_000 } = {}): string {
  return `create table t.${table} (id bigint primary key);
    create sequence t.failures;
    create function t.fail() returns trigger language plpgsql as $$
    begin
      if nextval('t.failures') <= ${times} then
        raise exception 'failed on purpose' using errcode = '${sqlState}';
      end if;
      return null;
    end $$;
    create trigger failing after insert on t.${table} for each statement execute function t.fail()`;
}
