import type { MetabaseEdition, Release } from "../options.ts";
import type { World } from "../world/world.ts";
import type { LoginThrottle } from "./login-throttle.ts";
import type { Sessions } from "./sessions.ts";

/** What the server as a whole is and remembers. */
export interface Instance {
  readonly release: Release;
  readonly edition: MetabaseEdition;
  /** Features that the licence token carries; none on open source. */
  readonly features: ReadonlySet<string>;
  readonly world: World;
  readonly sessions: Sessions;
  readonly loginThrottle: LoginThrottle;
  readonly isPasswordLoginEnabled: boolean;
  readonly isMultiFactorRequired: boolean;
}

/** Features that a licence can carry, of those that the sample server does something with or lists. */
export const TOKEN_FEATURES = [
  "advanced_permissions",
  "attached_dwh",
  "audit_app",
  "cache_granular_controls",
  "config_text_file",
  "content_verification",
  "dashboard_subscription_filters",
  "disable_password_login",
  "email_allow_list",
  "email_restrict_recipients",
  "embedding",
  "hosting",
  "official_collections",
  "sandboxes",
  "session_timeout_config",
  "snippet_collections",
  "sso_google",
  "sso_jwt",
  "sso_ldap",
  "sso_saml",
  "tenants",
  "upload_management",
  "whitelabel",
] as const;

/** Whether there are tenants with people of their own (enterprise, server version 0.57 on). */
export function hasTenants({ release, features }: Instance): boolean {
  return release.major >= 57 && features.has("tenants");
}
