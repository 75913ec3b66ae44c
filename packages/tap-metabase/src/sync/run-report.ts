import type { ServerInfo } from "@singer-metabase/metabase-client";
import type { ServerObject } from "../records/server-object.ts";

/** How one stream ended. */
export interface StreamOutcome {
  readonly stream: string;
  /**
   * `complete`: every row arrived. `incomplete`: rows arrived, parts are missing or in doubt.
   * `failed`: the read ended early. `left out`: it is not there for this account.
   */
  readonly status: "complete" | "incomplete" | "failed" | "left out";
  /** Why it is not complete. */
  readonly reason?: string;
  /** The parts that could not be read. */
  readonly missing: readonly string[];
  readonly rows: number;
  readonly version?: number;
  /** HTTP requests of the read that it is made of, repeats included. */
  readonly requests: number;
  /** Whether the target was told to remove what did not come. */
  readonly isActivated: boolean;
  /** How often an undeclared field came, by name. */
  readonly unknownFields: Readonly<Record<string, number>>;
  /** How often a value did not fit the schema, by property. */
  readonly misfits: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** Why the run fails over it. */
  readonly problem?: string;
}

/** What a run knows of itself once every other stream has been emitted. */
export interface RunReport {
  readonly instance: string;
  readonly tapVersion: string;
  readonly server: ServerInfo;
  /** The answer of `GET /api/user/current`. */
  readonly principal: ServerObject;
  readonly startedAt: Date;
  readonly endedAt: Date;
  /** HTTP requests, logins and repeats included. */
  readonly requests: number;
  readonly outcomes: readonly StreamOutcome[];
}
