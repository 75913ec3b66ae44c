import { RedirectError } from "../errors.ts";

/**
 * The URL that a redirect leads to, when it may be followed: a read, inside the same origin.
 * Credentials travel in custom headers, which HTTP libraries forward to wherever a redirect points.
 *
 * @throws {RedirectError} otherwise, with the new base URL where one can be told
 */
export function followableRedirect(redirect: {
  readonly request: { readonly method: string; readonly path: string };
  readonly baseUrl: string;
  readonly url: string;
  readonly status: number;
  readonly location: string;
  readonly isLast: boolean;
}): string {
  const { request, baseUrl, url, status, location } = redirect;
  const from = new URL(url);
  const fail = (target: string, why: string): RedirectError =>
    new RedirectError(
      { path: request.path, status },
      target,
      `${request.method} ${request.path}: redirected (${status}) to ${target}: ${why}`,
    );

  if (!URL.canParse(location, url)) throw fail("an unreadable address", "check base_url");
  const to = new URL(location, url);
  // The query is left out: login pages put one-time tokens there.
  const target = to.origin + to.pathname;

  if (to.origin === from.origin) {
    if (redirect.isLast) throw fail(target, "the redirects do not come to an end; check base_url");
    if (request.method !== "GET") throw fail(target, "only reads follow redirects; check base_url");
    return to.href;
  }
  if (to.hostname === from.hostname && from.protocol === "http:" && to.protocol === "https:") {
    throw fail(target, `set base_url to ${movedBaseUrl(to, request.path, baseUrl)}`);
  }
  throw fail(
    target,
    "not followed, because credentials are sent to base_url only; is there a login page of a proxy in front (see the setting headers), or has Metabase moved (change base_url)?",
  );
}

/** The base URL behind a redirect that kept the path, else the old one's path on the new origin. */
function movedBaseUrl(to: URL, path: string, baseUrl: string): string {
  const pathname = path.split("?", 1)[0] ?? "";
  return to.pathname.endsWith(pathname)
    ? to.origin + to.pathname.slice(0, -pathname.length)
    : to.origin + new URL(baseUrl).pathname.replace(/\/$/, "");
}
