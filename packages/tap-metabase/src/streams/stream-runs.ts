import { derivedId } from "../records/derived-id.ts";
import {
  boolean,
  closedRecord,
  integer,
  list,
  number,
  object,
  text,
  textKey,
} from "../records/properties.ts";
import { thisRun } from "../sources/this-run.ts";
import type { Stream } from "../stream.ts";
import { runId } from "./tap-runs.ts";

/** How each stream fared in each run of this program: proof that its rows are all there, or why not. */
export const streamRuns: Stream = {
  name: "stream_runs",
  group: "operations",
  description: "How each stream fared in each run of this program.",
  endpoint: "none; the run itself",
  versions: "0.49 and newer",
  privilege: "any account",
  keyProperties: ["id"],
  isAppendOnly: true,
  schema: closedRecord({
    id: textKey("[run_id,stream] as compact JSON."),
    run_id: text("tap_runs.id"),
    stream: text(),
    status: text("complete, incomplete, failed or left out."),
    reason: text(
      "Why it is not complete; for one that was left out: missing route on 0.xx, forbidden for this principal, needs feature X.",
    ),
    is_complete: boolean("True when every row is proven to be there."),
    is_activated: boolean("True when the target was told to remove what did not come."),
    rows: integer("Records that were emitted."),
    requests: integer(
      "HTTP requests of the read that the stream is made of, repeats included: the same for all streams of one read, 0 for one worked out from others.",
    ),
    version: integer("The version of the records, in epoch milliseconds."),
    missing: list("The parts that could not be read.", { type: "string" }),
    unknown_fields: object("How often a field came that the schema does not know, by name."),
    misfits: object("How often a value did not fit the schema, by property."),
    seconds: number("How long it was being emitted."),
  }),
  source: thisRun,
  *rowsOfRun(report) {
    const run_id = runId(report);
    for (const outcome of report.outcomes) {
      const { stream, status, reason, isActivated, unknownFields, ...counted } = outcome;
      yield {
        ...counted,
        id: derivedId([run_id, stream]),
        run_id,
        stream,
        status,
        reason,
        is_complete: status === "complete",
        is_activated: isActivated,
        unknown_fields: unknownFields,
      };
    }
  },
};
