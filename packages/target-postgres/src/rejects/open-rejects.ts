import type { BatchReader } from "../batch-files/batch-reader.ts";
import type { LoadLog } from "../load-log/load-log.ts";
import type { LoadMetrics } from "../load-metrics.ts";
import type { Settings } from "../settings.ts";
import type { Relation } from "../sql/identifier.ts";
import { locateStream } from "../table/stream-relation.ts";
import { Rejects, type RejectsOptions } from "./rejects.ts";

/** What a run tells its rejects, and is told of them. */
export interface RejectsContext extends Pick<RejectsOptions, "runId" | "logger" | "now"> {
  readonly settings: Settings;
  readonly batches: BatchReader;
  readonly metrics: LoadMetrics;
  readonly loadLog: LoadLog | undefined;
}

/** The rejects of a run; undefined where the first bad record ends it. */
export function openRejects(context: RejectsContext): Rejects | undefined {
  const { settings, batches, metrics, loadLog, ...rest } = context;
  if (settings.on_bad_record === "stop") return undefined;
  const relationOf = (stream: string): Relation => {
    const located = locateStream(stream, {
      defaultSchema: settings.default_target_schema,
      schemaMapping: settings.schema_mapping ?? {},
      compatibility: settings.compatibility,
    });
    if (located === undefined)
      throw new Error(`stream "${stream}" has a table when it has records`);
    return located.relation;
  };
  return new Rejects({
    ...rest,
    limit: settings.max_bad_records,
    schemaOf: (stream) => relationOf(stream).schema,
    locate: (error) => batches.locate(error),
    onReject: (stream) => {
      metrics.addRejected(stream);
      loadLog?.tally(stream, relationOf(stream)).add({ rowsIn: 1, rejected: 1 });
    },
  });
}
