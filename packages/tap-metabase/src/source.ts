import type { MetabaseClient, ServerInfo } from "@singer-metabase/metabase-client";
import type { DetailCache } from "./cache/detail-cache.ts";
import type { ServerObject } from "./records/server-object.ts";

/** The settings that decide what is read at all. */
export interface FilterSettings {
  readonly include_archived: boolean;
  /** The day from which on logs of usage are read in the first run; undefined reads all. */
  readonly usage_start_date?: string;
  readonly include_personal_collections: boolean;
  /** Attributes of people, which single sign-on fills: personal, and off unless asked for. */
  readonly include_login_attributes: boolean;
  /** The secret part of public links, with which anybody sees what they lead to. */
  readonly include_public_links: boolean;
  /** Off: dashboards are not read one by one, which would count as views. */
  readonly dashboard_details: boolean;
}

/** What the rows of a stream are made of: one read of the server, or what other reads brought. */
export type Source = ServerSource | DerivedSource;

/**
 * One read of the server. Several streams may make their rows of the same read (the tables and
 * fields of a database's metadata), and one read may go through the objects of another (a
 * dashboard's details through the list of dashboards); the server is asked once all the same.
 */
export interface ServerSource {
  /** What the log calls it. */
  readonly name: string;
  /** The read whose objects this one goes through. */
  readonly parent?: ServerSource;
  /**
   * The objects that this read goes through, of one of the parent's: none, or parts of it. Those
   * without a number as id are passed over. @default the object itself
   */
  goesThrough?(object: ServerObject): readonly ServerObject[];
  /**
   * What of a parent's object proves that its detail is as it was: as long as it stays the same, the
   * detail does too. Without it, or where it is undefined, nothing proves that, and every run reads
   * the detail. Write the evidence beside it.
   */
  stamp?(object: ServerObject): string | undefined;
  /** The setting without which it is not read at all. */
  readonly switchedOnBy?: keyof FilterSettings;
  /** Another read that its details depend on, beside the parent. */
  readonly witness?: Witness;
  /** True when the client keeps the answer on disk, so that the read may be held up at any place. */
  readonly isSpooled?: boolean;
  /** The settings that narrow what this read brings; a change of one is a change of scope. */
  readonly filteredBy?: readonly (keyof FilterSettings)[];
  /** Reads everything, as few requests and as little memory as the server's interface allows. */
  read(reading: Reading): AsyncIterable<ServerObject>;
  /** Asks the server for as little as proves that `read` would be answered. */
  probe(client: MetabaseClient): Promise<unknown>;
}

/**
 * Objects that are worked out from what other reads of the same run bring (who may see what, from
 * people, memberships and grants), so that they cost no request of their own.
 */
export interface DerivedSource {
  /** The reads it is made of. All must be complete for its own objects to be. */
  readonly inputs: readonly ServerSource[];
  /** Starts the work of one run. */
  derive(): Derivation;
}

/** The work of one run on a derived source. */
export interface Derivation {
  /** Takes one object of an input; objects of different inputs come in any order. */
  take(input: ServerSource, object: ServerObject): void | Promise<void>;
  /** The objects that follow, once every input was read to its end. */
  objects(): AsyncIterable<ServerObject> | Iterable<ServerObject>;
  /** The parts that its own work could not bring, once all objects were handed out. @default none */
  missing?(): readonly string[];
  /** Gives up files and processes, whether or not it came to `objects`. */
  close?(): void | Promise<void>;
}

/** Says whether a source is worked out from other reads. */
export function isDerived(source: Source): source is DerivedSource {
  return "inputs" in source;
}

/**
 * A read that is listened to, in the runs in which some stream needs it anyway: it is not worth a
 * request of its own.
 */
interface Witness {
  readonly source: ServerSource;
  /** What is to be known of one of its objects. */
  note(object: ServerObject): string;
}

/** What a list said about one of its objects, for the read of its detail. */
export interface ParentObject {
  readonly id: number;
  /** See {@link ServerSource.stamp}. */
  readonly stamp: string | undefined;
  /** Its `updated_at` in the list. */
  readonly updatedAt: string | undefined;
}

/** The setting that switches a source off, itself or a read that it is made of. */
export function switchedOffBy(source: Source, settings: FilterSettings): string | undefined {
  if (isDerived(source)) {
    return source.inputs.map((input) => switchedOffBy(input, settings)).find(Boolean);
  }
  const { switchedOnBy, parent } = source;
  if (switchedOnBy !== undefined && !settings[switchedOnBy]) return switchedOnBy;
  return parent && switchedOffBy(parent, settings);
}

/** What is the same for all reads of a run. */
export interface RunFacts {
  readonly client: MetabaseClient;
  readonly server: ServerInfo;
  readonly settings: FilterSettings;
  readonly now: () => Date;
}

/** What a source reads with. */
export interface Reading extends RunFacts {
  /** How many details a source may ask for at once; the client limits all sources together. */
  readonly concurrency: number;
  /**
   * The ids of the parent's objects, in the parent's order.
   * @throws whatever the parent's read threw
   */
  parentIds(): Promise<readonly number[]>;
  /**
   * The same objects with what the list said about them, each once; of one that the list holds
   * twice the later form.
   * @throws whatever the parent's read threw
   */
  parents(): Promise<readonly ParentObject[]>;
  /** The witness's notes by id; undefined when it is not read in this run, or not whole. */
  witnessed(): Promise<ReadonlyMap<number, string> | undefined>;
  /** The answer to a question that several reads have; it is asked once in a run. */
  once<Answer>(ask: (facts: RunFacts) => Promise<Answer>): Promise<Answer>;
  /** The details that earlier runs read; undefined when the settings want none. */
  readonly details: DetailCache | undefined;
  /** Says that a part could not be read: the rest is loaded, nothing counts as deleted. */
  incomplete(reason: string): void;
  /**
   * Names a part of the instance that was there and was read, where that depends on the version or
   * the licence: a run that does not get it any more removes nothing.
   */
  covers(part: string): void;
  /** What this source remembered in its last finished run; undefined in the first. */
  readonly position: unknown;
  /**
   * Remembers in STATE how far an append-only stream was read, for the next run. It counts once the
   * stream has arrived whole.
   */
  remember(position: unknown): void;
}
