import { stateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "datamill-co/target-postgres#91: a connection that is dropped ends the run",
  before: `create table t.dropped (id bigint primary key);
    create sequence t.drops;
    create function t.drop_once() returns trigger language plpgsql as $$
    begin
      if nextval('t.drops') = 1 then perform pg_terminate_backend(pg_backend_pid()); end if;
      return null;
    end $$;
    create trigger dropping after insert on t.dropped for each statement execute function t.drop_once()`,
  runs: [[...streamLines("dropped", {}, [{ id: 1 }, { id: 2 }]), stateLine({ at: 1 })]],
  query: "select id::int from t.dropped order by id",
  rows: [[1], [2]],
  states: ['{"at":1}'],
};
