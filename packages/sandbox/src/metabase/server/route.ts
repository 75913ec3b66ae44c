import type { IncomingHttpHeaders } from "node:http";
import type { MetabaseEdition } from "../options.ts";
import type { Caller } from "../world/people.ts";
import type { World } from "../world/world.ts";
import type { Instance } from "./instance.ts";

/**
 * One endpoint of the sample server: where it stands, which versions have it, who may read it, what it answers.
 * The router decides the first three, so `answer` deals with content only.
 */
export type Route = RoutePlace &
  (
    | {
        /** No credentials needed. */
        readonly access: "public";
        readonly answer: (request: RouteRequest<Caller | undefined>) => Answer;
      }
    | {
        /**
         * `user`: any account. `superuser`: administrators. `setting` and `monitoring`: holders of that application
         * permission, which here are the administrators.
         */
        readonly access: "user" | "superuser" | "setting" | "monitoring";
        readonly answer: (request: RouteRequest) => Answer;
      }
  );

/** Which calls a route is for, and which servers have it. */
interface RoutePlace {
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
}

/** What an endpoint knows about the call. */
export interface RouteRequest<Who = Caller> {
  readonly instance: Instance;
  readonly world: World;
  /** Major version of the server, 49 to 64. */
  readonly major: number;
  readonly edition: MetabaseEdition;
  readonly caller: Who;
  /** Values of the path's named parts, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** `limit` and `offset` as the server's paging middleware understands them; undefined = everything. */
  readonly page: Page | undefined;
  /** The parsed JSON body, the fields of a form, or undefined. */
  readonly body: unknown;
  readonly headers: IncomingHttpHeaders;
  /** Network address of the other side. */
  readonly address: string;
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
      /** A string is the JSON text of a row, for numbers that no JavaScript number is. */
      readonly jsonArray: Iterable<object | string>;
      /** Members that many rows have in common; see {@link createRowWriter}. @default none */
      readonly shared?: readonly string[];
      /** JSON text before the array, for envelopes. @default "" */
      readonly before?: string;
      /** JSON text after the array. @default "" */
      readonly after?: string;
    }
);
