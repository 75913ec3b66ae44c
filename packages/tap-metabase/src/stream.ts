import type { RecordForm } from "./records/record-former.ts";
import type { ServerObject } from "./records/server-object.ts";
import type { Source } from "./source.ts";
import type { RunReport } from "./sync/run-report.ts";

/** The groups that the setting `stream_groups` chooses from. */
export const streamGroups = [
  "people",
  "content",
  "data_reference",
  "delivery",
  "operations",
  "usage",
  "results",
] as const;

/** The name of one group of streams. */
export type StreamGroup = (typeof streamGroups)[number];

/** What a server must be for a stream to be there. */
export interface Needs {
  /** The first major version that serves it: 57 for 0.57. */
  readonly since?: number;
  /** The last major version that serves it. */
  readonly until?: number;
  /** The name in `token-features` of the licence's feature; implies a paid edition. */
  readonly feature?: string;
}

/** One kind of record: what it is called, what it looks like, and which read it is made of. */
export interface Stream extends RecordForm {
  readonly group: StreamGroup;
  /** One sentence for people: what a record is. */
  readonly description: string;
  /** The endpoint, as Metabase's API documentation writes it. */
  readonly endpoint: string;
  /** The Metabase versions that serve it. */
  readonly versions: string;
  /** What the account must be allowed to do, and what it gets otherwise. */
  readonly privilege: string;
  /** Where it is served, as far as that is known without asking the server. */
  readonly needs?: Needs;
  /** False: read only when the catalog selects it, because it costs many requests or real data. @default true */
  readonly selectedByDefault?: boolean;
  /**
   * True for what happens once and does not change (runs, log entries): records only ever add,
   * nothing that the server has forgotten is removed. @default false
   */
  readonly isAppendOnly?: boolean;
  readonly source: Source;
  /** The rows that one object of the source makes. @default the object itself */
  rows?(object: ServerObject): Iterable<ServerObject>;
  /** The rows of a stream about the run itself, which is emitted after all others. */
  rowsOfRun?(report: RunReport): Iterable<ServerObject>;
}
