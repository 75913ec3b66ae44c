import { recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id } from "../stream-lines.ts";

export const situation: Situation = {
  title: "MeltanoLabs/target-postgres#54: streams without key_properties fail",
  runs: [
    [schemaLine("keyless", { id }, []), recordLine("keyless", { id: 1 })],
    [
      '{"type":"SCHEMA","stream":"keyless","schema":{"properties":{"id":{"type":"integer"}}}}',
      recordLine("keyless", { id: 1 }),
    ],
  ],
  query: "select id::int from t.keyless",
  rows: [[1], [1]],
};
