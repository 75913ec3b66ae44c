import { recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id } from "../stream-lines.ts";

export const situation: Situation = {
  title: "what each column of the metadata says",
  runs: [
    [
      schemaLine("said", { id }),
      recordLine("said", { id: 1 }, { version: 7, time_extracted: "2024-01-01T00:00:00Z" }),
    ],
  ],
  query: `select _sdc_extracted_at::text, _sdc_table_version::int, _sdc_deleted_at,
    _sdc_received_at > (now() at time zone 'utc') - interval '1 hour' as received,
    _sdc_batched_at > (now() at time zone 'utc') - interval '1 hour' as batched,
    to_timestamp(_sdc_sequence / 1000) between now() - interval '1 hour' and now() as sequence,
    _sdc_sync_started_at <= _sdc_sequence as started from t.said`,
  rows: [["2024-01-01 00:00:00", 7, null, true, true, true, true]],
};
