import type { Situation } from "./situation.ts";
import { streamLines } from "./stream-lines.ts";

/** A property, a value of it, and what both become. */
export interface TypedValue {
  readonly title: string;
  readonly stream: string;
  /** The property's JSON Schema. */
  readonly schema: unknown;
  readonly value: unknown;
  /** Type of its column, as `format_type()` spells it. */
  readonly column: string;
  /** The value that is loaded, as text; empty for NULL. */
  readonly text: string;
}

/** A situation in which one value of a type is loaded. */
export function typed({ title, stream, schema, value, column, text }: TypedValue): Situation {
  return {
    title,
    runs: [streamLines(stream, { v: schema }, [{ id: 1, v: value }])],
    query: `select format_type(atttypid, atttypmod), (select coalesce(v::text, '') from t.${stream}) as v
      from pg_attribute where attrelid = 't.${stream}'::regclass and attname = 'v'`,
    rows: [[column, text]],
  };
}
