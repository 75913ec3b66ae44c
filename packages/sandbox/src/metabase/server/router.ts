import type { Caller } from "../world/people.ts";
import { forbidden, noSuchEndpoint, paidFeature, unauthenticated } from "./answers.ts";
import type { Instance } from "./instance.ts";
import { pageFrom } from "./page.ts";
import type { Answer, Route, RouteRequest } from "./route.ts";

/** What the router needs to know of a request; the rest it finds out. */
export interface Call extends Pick<RouteRequest, "body" | "headers" | "address"> {
  readonly method: string;
  readonly url: URL;
  readonly caller: Caller | undefined;
}

/** Answers a call: finds its route, checks version, edition, licence and rights, and asks the route. */
export type Router = (call: Call) => Answer;

/** Every path outside `/api` is the single page that the browser application starts from. */
const INDEX_PAGE: Answer = {
  status: 200,
  headers: { "content-type": "text/html;charset=utf-8" },
  text: '<!DOCTYPE html><html lang="en"><head><title>Metabase</title></head><body><div id="root"></div></body></html>\n',
};

/** The routes that an instance's version and edition have. */
function presentRoutes({ release, edition }: Instance, routes: readonly Route[]): Route[] {
  const { major } = release;
  return routes
    .filter(({ since = 0, until = Number.POSITIVE_INFINITY }) => since <= major && major <= until)
    .filter((route) => route.edition === undefined || route.edition === edition);
}

/** Paths of the routes that an administrator of an instance gets an answer from. */
export function servedPaths(instance: Instance, routes: readonly Route[]): ReadonlySet<string> {
  const served = presentRoutes(instance, routes).filter(
    ({ feature }) => feature === undefined || instance.features.has(feature),
  );
  return new Set(served.map(({ path }) => path));
}

/** Makes the router of an instance. */
export function createRouter(instance: Instance, routes: readonly Route[]): Router {
  const { release, edition, features, world } = instance;
  const { major } = release;
  const present = presentRoutes(instance, routes).map((route) => ({
    route,
    match: createMatcher(route.path),
  }));

  return ({ method, url, caller, ...rest }) => {
    const path = url.pathname.replace(/\/+$/, "");
    if (path !== "/api" && !path.startsWith("/api/")) {
      return INDEX_PAGE;
    }
    // A literal path stands before one with named parts: /api/user/current is no user id.
    const given = path.split("/");
    const [best] = present
      .filter(({ route }) => route.method === method)
      .flatMap(({ route, match }) => {
        const parameters = match(given);
        return parameters === undefined ? [] : [{ route, parameters }];
      })
      .sort((a, b) => Object.keys(a.parameters).length - Object.keys(b.parameters).length);
    if (best === undefined) {
      return noSuchEndpoint;
    }
    const { route, parameters } = best;
    const query = url.searchParams;
    const page = pageFrom(query, release);
    if (page !== undefined && "status" in page) {
      return page;
    }
    const request = { instance, world, major, edition, parameters, query, page, ...rest };
    if (route.access === "public") {
      return route.answer({ ...request, caller });
    }
    if (caller === undefined) {
      return unauthenticated;
    }
    if (route.feature !== undefined && !features.has(route.feature)) {
      return paidFeature(route.feature);
    }
    if (route.access !== "user" && !caller.isSuperuser) {
      return forbidden;
    }
    return route.answer({ ...request, caller });
  };
}

type Matcher = (given: readonly string[]) => Readonly<Record<string, string>> | undefined;

function createMatcher(pattern: string): Matcher {
  const parts = pattern.split("/");
  return (given) => {
    if (given.length !== parts.length) {
      return undefined;
    }
    const parameters: Record<string, string> = {};
    for (const [index, part] of parts.entries()) {
      const value = given[index] ?? "";
      // An id is a number, so that /api/task/runs is no task where it is no route.
      if (part === ":id" && !/^\d+$/.test(value)) {
        return undefined;
      }
      if (part.startsWith(":")) {
        parameters[part.slice(1)] = decodeURIComponent(value);
      } else if (part !== value) {
        return undefined;
      }
    }
    return parameters;
  };
}
