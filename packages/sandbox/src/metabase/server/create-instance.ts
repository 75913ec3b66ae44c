import { type MetabaseOptions, NEWEST_VERSION } from "../options.ts";
import { releaseOf } from "../releases.ts";
import { createWorld } from "../world/world.ts";
import { type Instance, tokenFeaturesOf } from "./instance.ts";
import { createLoginThrottle } from "./login-throttle.ts";
import { createSessions } from "./sessions.ts";

/** Makes the instance that options ask for, with nobody logged in. */
export function createInstance(options: MetabaseOptions): Instance {
  const { version = "newest", edition = "oss", now = () => new Date() } = options;
  const { cards, dashboards, users, tables, cardBytes, resultRows, seed } = options;
  const release = releaseOf(version === "newest" ? NEWEST_VERSION : version, edition);
  const possible = edition === "oss" ? [] : tokenFeaturesOf(release.major);
  return {
    release,
    edition,
    features: new Set(possible.filter((feature) => options.features?.includes(feature) ?? true)),
    world: createWorld({
      ...(cards !== undefined && { cards }),
      ...(dashboards !== undefined && { dashboards }),
      ...(users !== undefined && { users }),
      ...(tables !== undefined && { tables }),
      ...(cardBytes !== undefined && { cardBytes }),
      ...(resultRows !== undefined && { resultRows }),
      ...(seed !== undefined && { seed }),
    }),
    sessions: createSessions(now),
    loginThrottle: createLoginThrottle(now),
    isPasswordLoginEnabled: options.passwordLogin ?? true,
    isMultiFactorRequired: options.multiFactor ?? false,
    isPublicSharingEnabled: options.publicSharing ?? true,
    rowLimits: options.rowLimits ?? {},
  };
}
