import { entityId, uuid } from "./identity.ts";
import { createLifetime } from "./instants.ts";
import { createRandom } from "./random.ts";

/** An account, as the newest server stores it; routes leave out what older ones did not have. */
export interface User {
  readonly id: number;
  readonly type: "personal" | "internal" | "api-key";
  readonly email: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  /** First and last name; the address when there is neither. */
  readonly common_name: string;
  readonly date_joined: string;
  readonly last_login: string | null;
  readonly updated_at: string | null;
  readonly is_superuser: boolean;
  readonly is_active: boolean;
  readonly is_qbnewb: boolean;
  readonly is_data_analyst: boolean;
  readonly sso_source: string | null;
  readonly login_attributes: Readonly<Record<string, string>> | null;
  readonly jwt_attributes: Readonly<Record<string, string>> | null;
  readonly locale: string | null;
  /** Set for external people, which only servers with tenants have. */
  readonly tenant_id: number | null;
  readonly entity_id: string;
  /** Null: the account has no local password. */
  readonly password: string | null;
}

/** Account 1, an administrator. */
export const ADMIN_ID = 1;

/** Account 2, in the Analysts group. */
export const ANALYST_ID = 2;

/** Account 3, switched off. */
export const DEACTIVATED_ID = 3;

/** Account 4, who manages the Marketing group where the licence has group managers; elsewhere an ordinary person. */
export const MANAGER_ID = 4;

/** The account that the server itself acts as. */
const INTERNAL_USER_ID = 13371338;

const FIRST_NAMES: readonly (string | null)[] = [
  "Amélie",
  "Björn",
  "Chloé",
  "dmitri",
  "Esra",
  "Fatima",
  "Grace",
  "Hiroshi",
  "Ines",
  "Jürgen",
  "李",
  "María José",
  "Nnamdi",
  "O'Neil",
  "Priya",
  "Quentin",
  "Łukasz",
  "Søren",
  "Thuý",
  "Uma",
  "نور",
  "Wanda",
  null,
  "Zoë",
];
const LAST_NAMES: readonly (string | null)[] = [
  "Abe",
  "Brandt",
  "Çelik",
  "de la Cruz",
  "Eriksson",
  "Fischer",
  "Garcia",
  "Hopper",
  "Ionescu",
  "Jansen",
  "Kowalski",
  "Lopez",
  "Müller",
  "N'Diaye",
  "O’Connor",
  "Petrov",
  "Rossi",
  "Smith-Jones",
  "Tanaka",
  null,
  "von Aspern",
  "小雨",
];
const SECRET_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

function createUser(seed: number, id: number, given: Partial<User>): User {
  const random = createRandom(seed, "user", id);
  const { created_at, updated_at } = createLifetime(seed, "user", id);
  const first_name = random.pick(FIRST_NAMES);
  const last_name = random.pick(LAST_NAMES);
  const last_login = random.chance(0.15) ? null : updated_at;
  const sso_source = random.chance(0.15) ? random.pick(["google", "ldap", "saml", "jwt"]) : null;
  const user = {
    id,
    type: "personal" as const,
    email: `person-${id}@example.com`,
    first_name,
    last_name,
    date_joined: created_at,
    last_login,
    updated_at: last_login ?? (random.chance(0.5) ? created_at : null),
    is_superuser: random.chance(0.04),
    is_active: !random.chance(0.12),
    is_qbnewb: random.chance(0.3),
    is_data_analyst: false,
    sso_source,
    login_attributes: random.chance(0.2) ? { region: random.pick(["EMEA", "APAC", ""]) } : null,
    jwt_attributes: null,
    locale: random.chance(0.2) ? random.pick(["de", "fr", "pt_BR"]) : null,
    tenant_id: null,
    entity_id: entityId(seed, "user", id),
    password: sso_source === null ? `person-${random.text(12, SECRET_ALPHABET)}` : null,
    ...given,
  };
  const names = [user.first_name, user.last_name].filter((name) => name !== null && name !== "");
  return { ...user, common_name: names.length === 0 ? user.email : names.join(" ") };
}

/** What an account that is known by name does not leave to chance. */
const ORDINARY = {
  is_superuser: false,
  is_active: true,
  sso_source: null,
  login_attributes: null,
  locale: null,
  password: null,
} as const;

function knownUser(seed: number, id: number, name: string, given: Partial<User>): User {
  const word = name.toLowerCase();
  return createUser(seed, id, {
    ...ORDINARY,
    email: `${word}@example.com`,
    first_name: name,
    last_name: "Sandbox",
    password: `${word}-${createRandom(seed, "password", id).text(16, SECRET_ALPHABET)}`,
    ...given,
  });
}

/** Seeds people: four known ones, then others, up to a number. Ids count from 1. */
export function createUsers(seed: number, count: number): User[] {
  const known = [
    knownUser(seed, ADMIN_ID, "Admin", { is_superuser: true }),
    knownUser(seed, ANALYST_ID, "Analyst", {}),
    knownUser(seed, DEACTIVATED_ID, "Deactivated", { is_active: false }),
    knownUser(seed, MANAGER_ID, "Manager", {}),
  ];
  const others = Array.from({ length: Math.max(count - known.length, 0) }, (_, index) =>
    createUser(seed, known.length + 1 + index, {}),
  );
  return [...known, ...others];
}

/** Seeds people of two tenants. */
export function createExternalUsers(seed: number, firstId: number): User[] {
  return [0, 1, 2].map((index) =>
    createUser(seed, firstId + index, {
      email: `customer-${index + 1}@tenant.example`,
      is_superuser: false,
      tenant_id: 1 + (index % 2),
    }),
  );
}

/** Name of the key that may do little, and of its account. */
export const FEW_RIGHTS_NAME = "Status page";

/** Seeds the accounts that `/api/user` never lists: those that three API keys act as, and the server's own. */
export function createHiddenAccounts(seed: number, firstId: number): User[] {
  const key = (id: number, name: string, isSuperuser: boolean): User =>
    createUser(seed, id, {
      ...ORDINARY,
      type: "api-key",
      email: `api-key-user-${uuid(seed, "key account", id)}@api-key.invalid`,
      first_name: name,
      last_name: "",
      last_login: null,
      is_superuser: isSuperuser,
    });
  return [
    key(firstId, "Warehouse sync", true),
    key(firstId + 1, "Dashboards on the wall", false),
    key(firstId + 2, FEW_RIGHTS_NAME, false),
    createUser(seed, INTERNAL_USER_ID, {
      ...ORDINARY,
      type: "internal",
      email: "internal@metabase.com",
      first_name: "Metabase",
      last_name: "Internal",
      last_login: null,
      is_active: false,
    }),
  ];
}
