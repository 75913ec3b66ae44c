import type { RecordForm } from "./records/record-former.ts";
import type { ServerObject } from "./records/server-object.ts";
import type { Source } from "./source.ts";

/** The groups that the setting `stream_groups` chooses from. */
export const streamGroups = ["people", "permissions", "content", "data"] as const;

/** The name of one group of streams. */
export type StreamGroup = (typeof streamGroups)[number];

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
  readonly source: Source;
  /** The rows that one object of the source makes. @default the object itself */
  rows?(object: ServerObject): Iterable<ServerObject>;
}
