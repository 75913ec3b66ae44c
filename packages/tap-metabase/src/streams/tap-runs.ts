import { derivedId } from "../records/derived-id.ts";
import {
  boolean,
  closedRecord,
  dateTime,
  integer,
  number,
  text,
  textKey,
} from "../records/properties.ts";
import { thisRun } from "../sources/this-run.ts";
import type { Stream } from "../stream.ts";
import type { RunReport } from "../sync/run-report.ts";

/** The key of a run in `tap_runs` and `stream_runs`: instance and start. */
export function runId({ instance, startedAt }: RunReport): string {
  return derivedId([instance, startedAt.toISOString()]);
}

/**
 * This program's own runs, one row each: by whom, of what, and how they ended. A run that is
 * stopped by a signal leaves none.
 */
export const tapRuns: Stream = {
  name: "tap_runs",
  group: "operations",
  description: "Runs of this program: who read what, and whether everything arrived.",
  endpoint: "none; the run itself",
  versions: "0.49 and newer",
  privilege: "any account",
  keyProperties: ["id"],
  isAppendOnly: true,
  schema: closedRecord({
    id: textKey("[instance,started_at] as compact JSON."),
    instance: text("Host and sub-path of base_url."),
    tap_version: text("The version of this program."),
    server_version: text("The server's version tag; null when it hides it."),
    server_edition: text("oss or enterprise."),
    principal_id: integer("users.id of the account that read."),
    is_administrator: boolean("True when it sees everything."),
    started_at: dateTime(),
    ended_at: dateTime("When the last stream before this one was through."),
    seconds: number("Between the two."),
    requests: integer("HTTP requests, logins and repeats included."),
    rows: integer("Records of all streams."),
    streams_complete: integer("How many arrived whole."),
    streams_incomplete: integer("How many did not, failed ones included."),
    streams_left_out: integer("How many are not there for this account."),
    is_complete: boolean("True when everything that was asked for arrived."),
    exit_reason: text("Why the run failed; null when it did not."),
  }),
  source: thisRun,
  rowsOfRun: (report) => [toRow(report)],
};

function toRow(report: RunReport): Record<string, unknown> {
  const { server, principal, startedAt, endedAt, outcomes } = report;
  const count = (...statuses: readonly string[]) =>
    outcomes.filter(({ status }) => statuses.includes(status)).length;
  const failed = outcomes.filter(({ problem }) => problem !== undefined);
  return {
    id: runId(report),
    instance: report.instance,
    tap_version: report.tapVersion,
    server_version: server.tag,
    server_edition: server.edition,
    principal_id: principal["id"],
    is_administrator: principal["is_superuser"] === true,
    started_at: startedAt.toISOString(),
    ended_at: endedAt.toISOString(),
    seconds: (endedAt.getTime() - startedAt.getTime()) / 1000,
    requests: report.requests,
    rows: outcomes.reduce((sum, { rows }) => sum + rows, 0),
    streams_complete: count("complete"),
    streams_incomplete: count("incomplete", "failed"),
    streams_left_out: count("left out"),
    is_complete: failed.length === 0,
    exit_reason:
      failed.length === 0
        ? null
        : `did not arrive as asked: ${failed.map(({ stream }) => stream).join(", ")}`,
  };
}
