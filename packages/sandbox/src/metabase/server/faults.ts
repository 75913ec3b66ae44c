import { forbidden, noSuchEndpoint, notFound, paidFeature, unauthenticated } from "./answers.ts";
import type { Answer } from "./route.ts";

/** Something that goes wrong with some requests. */
export interface Fault {
  /** A string equals the path, a pattern is tried on path and query. */
  readonly path: RegExp | string;
  /** @default any */
  readonly method?: string;
  /**
   * - `status`: another status, 500 by default, with `body` or the text that the real server gives it.
   * - `throttle`: 429 with `Retry-After: 1`; for `/api/session` the 401 of a throttled login.
   * - `html`: a proxy's page with status 200, or `status`.
   * - `redirect`: 302, or `status`, to `location`.
   * - `reset`: the connection is reset, after `afterBytes` of the body where given.
   * - `truncate`: the body ends after `afterBytes` (default 100), as if that were all.
   * - `slow`: `afterBytes` of the body are sent, then nothing more comes; without it, not even a header.
   */
  readonly kind: "status" | "reset" | "truncate" | "slow" | "html" | "redirect" | "throttle";
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly location?: string;
  /** Text to answer with, for `status`. */
  readonly body?: string;
  /** Counted before compression. */
  readonly afterBytes?: number;
  /** How many requests it hits. @default Infinity */
  readonly times?: number;
}

const PROXY_PAGE =
  "<!doctype html>\n<html><head><title>Sign in</title></head><body><h1>Sign in to continue</h1></body></html>\n";

/** Faults that wait for a request. */
export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The first fault that fits, which is used up by this. */
  take(method: string, path: string, url: string): Fault | undefined;
}

/** A list of faults, tried in order. */
export function createFaults(initial: readonly Fault[]): Faults {
  let waiting: { readonly fault: Fault; left: number }[] = [];
  const add = (fault: Fault): void => {
    waiting.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
  };
  initial.forEach(add);
  return {
    add,
    clear() {
      waiting = [];
    },
    take(method, path, url) {
      const hit = waiting.find(
        ({ fault, left }) =>
          left > 0 &&
          (fault.method === undefined || fault.method === method) &&
          (typeof fault.path === "string" ? fault.path === path : new RegExp(fault.path).test(url)),
      );
      if (hit !== undefined) {
        hit.left -= 1;
      }
      return hit?.fault;
    },
  };
}

/** The answer that stands in for the real one, or undefined when the fault only spoils the real one. */
export function faultAnswer(fault: Fault, path: string): Answer | undefined {
  const { kind, status, headers = {}, location, body } = fault;
  switch (kind) {
    case "status": {
      const usual = usualAnswer(status ?? 500, path);
      return body === undefined
        ? { ...usual, headers }
        : { status: usual.status, headers, text: body };
    }
    case "throttle":
      return path === "/api/session"
        ? {
            status: 401,
            json: { errors: { username: "Too many attempts! Please try again later." } },
          }
        : { status: 429, headers: { "retry-after": "1", ...headers }, text: "Too many requests" };
    case "html":
      return {
        status: status ?? 200,
        headers: { "content-type": "text/html;charset=utf-8", ...headers },
        text: PROXY_PAGE,
      };
    case "redirect":
      return {
        status: status ?? 302,
        headers: { location: location ?? "/", ...headers },
        text: "",
      };
    case "reset":
    case "truncate":
    case "slow":
      return undefined;
  }
}

function usualAnswer(status: number, path: string): Answer {
  switch (status) {
    case 401:
      return unauthenticated;
    case 402:
      return paidFeature("This");
    case 403:
      return forbidden;
    case 404:
      return /\/\d+$/.test(path) ? notFound : noSuchEndpoint;
    default:
      return { status, json: { message: "Something went wrong" } };
  }
}
