import type { MetabaseClient, ServerInfo } from "@singer-metabase/metabase-client";
import type { ServerObject } from "./records/server-object.ts";

/** The settings that decide what is read at all. */
export interface FilterSettings {
  readonly include_archived: boolean;
  readonly include_personal_collections: boolean;
}

/**
 * One read of the server. Several streams may make their rows of the same read (the tables and
 * fields of a database's metadata), and one read may go through the objects of another (a
 * dashboard's details through the list of dashboards); the server is asked once all the same.
 */
export interface Source {
  readonly name: string;
  /** The read whose objects' ids this one goes through. */
  readonly parent?: Source;
  /** True when the client keeps the answer on disk, so that the read may be held up at any place. */
  readonly isSpooled?: boolean;
  /** The settings that narrow what this read brings; a change of one is a change of scope. */
  readonly filteredBy?: readonly (keyof FilterSettings)[];
  /** Reads everything, as few requests and as little memory as the server's interface allows. */
  read(reading: Reading): AsyncIterable<ServerObject>;
  /** Asks the server for as little as proves that `read` would be answered. */
  probe(client: MetabaseClient): Promise<unknown>;
}

/** What a source reads with. */
export interface Reading {
  readonly client: MetabaseClient;
  readonly server: ServerInfo;
  readonly settings: FilterSettings;
  /** How many details a source may ask for at once; the client limits all sources together. */
  readonly concurrency: number;
  /**
   * The ids of the parent's objects, in the parent's order.
   * @throws whatever the parent's read threw
   */
  parentIds(): Promise<readonly number[]>;
  /** Says that a part could not be read: the rest is loaded, nothing counts as deleted. */
  incomplete(reason: string): void;
}
