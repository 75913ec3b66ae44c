import { type MetabaseOptions, releaseOf } from "../options.ts";
import { createWorld } from "../world/world.ts";
import { type Instance, TOKEN_FEATURES } from "./instance.ts";
import { createLoginThrottle } from "./login-throttle.ts";
import { createSessions } from "./sessions.ts";

/** Makes the instance that options ask for, with nobody logged in. */
export function createInstance(options: MetabaseOptions): Instance {
  const { version = "newest", edition = "oss", now = () => new Date() } = options;
  const { cards, dashboards, users, cardBytes, seed } = options;
  return {
    release: releaseOf(version, edition),
    edition,
    features: new Set(edition === "oss" ? [] : (options.features ?? TOKEN_FEATURES)),
    world: createWorld({
      ...(cards !== undefined && { cards }),
      ...(dashboards !== undefined && { dashboards }),
      ...(users !== undefined && { users }),
      ...(cardBytes !== undefined && { cardBytes }),
      ...(seed !== undefined && { seed }),
    }),
    sessions: createSessions(now),
    loginThrottle: createLoginThrottle(now),
    isPasswordLoginEnabled: options.passwordLogin ?? true,
    isMultiFactorRequired: options.multiFactor ?? false,
  };
}
