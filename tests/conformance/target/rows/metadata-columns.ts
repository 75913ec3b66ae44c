import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "the metadata of MeltanoLabs' target, with its types",
  runs: [streamLines("metadata", {}, [{ id: 1 }])],
  query: `select attname::text, format_type(atttypid, atttypmod) from pg_attribute
    where attname ~ '^_sdc_' and attrelid = 't.metadata'::regclass order by 1`,
  rows: [
    ["_sdc_batched_at", "timestamp without time zone"],
    ["_sdc_deleted_at", "timestamp without time zone"],
    ["_sdc_extracted_at", "timestamp without time zone"],
    ["_sdc_received_at", "timestamp without time zone"],
    ["_sdc_sequence", "bigint"],
    ["_sdc_sync_started_at", "bigint"],
    ["_sdc_table_version", "bigint"],
  ],
};
