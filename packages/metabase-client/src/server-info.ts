import { isObject } from "./bodies/read-body.ts";
import { readObject } from "./bodies/read-json.ts";
import { NotAvailableError } from "./errors.ts";
import type { ClientLog } from "./options.ts";
import type { Read } from "./requests/read.ts";

/** What an instance says about itself before anybody logs in. */
export interface ServerInfo {
  /** Such as `v0.57.2` or `v1.57.2`; undefined when the instance hides it. */
  readonly tag: string | undefined;
  /** The 57 of `v0.57.2`; `Infinity` (the newest) when the tag is missing or of another form. */
  readonly major: number;
  readonly edition: "oss" | "enterprise";
  /** Paid features by name; an open set, absent means false. */
  readonly features: Readonly<Record<string, boolean>>;
  readonly siteName: string | undefined;
  /** False for an instance whose set-up wizard was not finished: it has no users yet. */
  readonly hasUserSetup: boolean;
}

/**
 * Asks the instance. One that hides its version is taken for the newest, with a warning.
 */
export async function readServerInfo(
  readPublicly: Read,
  redact: (text: string) => string,
  log: ClientLog,
): Promise<ServerInfo> {
  const properties = await readPublicly("/api/session/properties", undefined, (response) =>
    readObject(response, redact),
  ).catch((error) => {
    // Hidden by a proxy. A wrong base_url shows at the next request.
    if (error instanceof NotAvailableError) return {};
    throw error;
  });
  const info = toServerInfo(properties);
  if (info.major === Number.POSITIVE_INFINITY) {
    log.warn(
      `the server's version is ${info.tag ?? "not told"}, which cannot be read; taking it for the newest`,
    );
  }
  return info;
}

/**
 * Reads the settings of `GET /api/session/properties`. A tag starts with 0 in the open source
 * edition and with 1 in the paid one (the same jar with a token keeps its 0, so features count too).
 * https://www.metabase.com/docs/latest/api/session
 */
export function toServerInfo(properties: Readonly<Record<string, unknown>>): ServerInfo {
  const { version } = properties;
  const tag = isObject(version) && typeof version["tag"] === "string" ? version["tag"] : undefined;
  const [, edition, major] = /^v?([01])\.(\d+)/.exec(tag ?? "") ?? [];
  const features = toFeatures(properties["token-features"]);
  const siteName = properties["site-name"];
  return {
    tag,
    major: major === undefined ? Number.POSITIVE_INFINITY : Number(major),
    edition: edition === "1" || Object.values(features).includes(true) ? "enterprise" : "oss",
    features,
    siteName: typeof siteName === "string" ? siteName : undefined,
    hasUserSetup: properties["has-user-setup"] !== false,
  };
}

function toFeatures(value: unknown): Record<string, boolean> {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, isOn]) => [name, isOn === true]));
}
