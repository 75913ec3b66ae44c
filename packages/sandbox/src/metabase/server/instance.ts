import type { MetabaseEdition, RowLimits } from "../options.ts";
import type { Release } from "../releases.ts";
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
  readonly isPublicSharingEnabled: boolean;
  readonly rowLimits: RowLimits;
}

/**
 * Features that a licence can carry, of those that the sample server does something with or lists, with the first major
 * version that knows them.
 */
const TOKEN_FEATURES: Readonly<Record<string, number>> = {
  advanced_permissions: 0,
  attached_dwh: 50,
  audit_app: 0,
  cache_granular_controls: 0,
  config_text_file: 0,
  content_verification: 0,
  dashboard_subscription_filters: 0,
  disable_password_login: 0,
  email_allow_list: 0,
  email_restrict_recipients: 0,
  embedding: 0,
  hosting: 0,
  library: 59,
  official_collections: 0,
  sandboxes: 0,
  session_timeout_config: 0,
  snippet_collections: 0,
  sso_google: 0,
  sso_jwt: 0,
  sso_ldap: 0,
  sso_saml: 0,
  tenants: 57,
  upload_management: 0,
  whitelabel: 0,
};

/** Names of the features that a version knows. */
export function tokenFeaturesOf(major: number): string[] {
  return Object.entries(TOKEN_FEATURES).flatMap(([name, since]) => (since <= major ? [name] : []));
}

/** Whether there are tenants with people of their own (enterprise, server version 0.57 on). */
export function hasTenants({ features }: Instance): boolean {
  return features.has("tenants");
}
