import type { Caller } from "../world/people.ts";
import type { World } from "../world/world.ts";

/**
 * One endpoint of the sample server: where it stands, which versions have it, who may read it, what it answers.
 * The router decides the first three, so `answer` deals with content only.
 */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path below the site, with named parts: `/api/card/:id`. */
  readonly path: string;
  /** First major version that has the endpoint, inclusive. */
  readonly since?: number;
  /** Last major version that has the endpoint, inclusive. */
  readonly until?: number;
  /** `enterprise`: 404 on an open source server. */
  readonly edition?: "enterprise";
  /** Token feature that the licence must carry: 402 without it. */
  readonly feature?: string;
  /**
   * `public`: no credentials needed. `user`: any account. `superuser`: administrators. `setting` and `monitoring`:
   * holders of that application permission, which are administrators unless the licence knows finer ones.
   */
  readonly access: "public" | "user" | "superuser" | "setting" | "monitoring";
  readonly answer: (request: RouteRequest) => Answer;
}

/** What an endpoint knows about the call. */
export interface RouteRequest {
  readonly world: World;
  /** Major version of the server, 49 to 64. */
  readonly major: number;
  readonly edition: "oss" | "enterprise";
  /** Who asks; on `public` routes undefined without credentials. */
  readonly caller: Caller;
  /** Values of the path's named parts, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** `limit` and `offset` as the server's paging middleware understands them; undefined = everything. */
  readonly page: Page | undefined;
  /** The parsed JSON body, or undefined. */
  readonly body: unknown;
}

/** A window on a list. */
export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** What an endpoint sends back. Arrays given as `jsonArray` are written row by row, as fast as the reader takes them. */
export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
} & (
  | { readonly json: unknown }
  | { readonly text: string }
  | {
      readonly jsonArray: Iterable<unknown>;
      /** JSON text before the array, for envelopes. @default "" */
      readonly before?: string;
      /** JSON text after the array. @default "" */
      readonly after?: string;
    }
);
