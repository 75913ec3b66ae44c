import type { PeopleOptions } from "./people.ts";
import { createRandom, type Random } from "./random.ts";

/** An account, as the newest server stores it; routes leave out what older ones did not have. */
export interface User {
  readonly id: number;
  readonly type: "personal" | "internal" | "api-key";
  readonly email: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
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

/** The account that the server itself acts as. */
export const INTERNAL_USER_ID = 13371338;

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
const NANO_ID = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-";
const FIRST_DAY = Date.UTC(2023, 0, 9);
const LAST_DAY = Date.UTC(2026, 5, 30);

/** Metabase writes times with as many fraction digits as are not zero: `…:35.85999Z`, `…:47Z`. */
function time(random: Random, from: number, to: number): string {
  const seconds = new Date(random.between(from, to)).toISOString().slice(0, 19);
  const fraction = String(random.between(0, 999_999)).padStart(6, "0").replace(/0+$/, "");
  return fraction === "" ? `${seconds}Z` : `${seconds}.${fraction}Z`;
}

function createUser(seed: number, id: number, given: Partial<User>): User {
  const random = createRandom(seed, "user", id);
  const first_name = random.pick(FIRST_NAMES);
  const last_name = random.pick(LAST_NAMES);
  const date_joined = time(random, FIRST_DAY, LAST_DAY);
  const last_login = random.chance(0.15) ? null : time(random, Date.parse(date_joined), LAST_DAY);
  const sso_source = random.chance(0.15) ? random.pick(["google", "ldap", "saml", "jwt"]) : null;
  return {
    id,
    type: "personal",
    email: `person-${id}@example.com`,
    first_name,
    last_name,
    date_joined,
    last_login,
    updated_at: last_login ?? (random.chance(0.5) ? date_joined : null),
    is_superuser: random.chance(0.04),
    is_active: !random.chance(0.12),
    is_qbnewb: random.chance(0.3),
    is_data_analyst: false,
    sso_source,
    login_attributes: random.chance(0.2) ? { region: random.pick(["EMEA", "APAC", ""]) } : null,
    jwt_attributes: null,
    locale: random.chance(0.2) ? random.pick(["de", "fr", "pt_BR"]) : null,
    tenant_id: null,
    entity_id: random.text(21, NANO_ID),
    password: sso_source === null ? `person-${random.text(12, NANO_ID)}` : null,
    ...given,
  };
}

function knownAccount(seed: number, id: number, name: string, given: Partial<User>): User {
  return createUser(seed, id, {
    email: `${name.toLowerCase()}@example.com`,
    first_name: name,
    last_name: "Sandbox",
    is_superuser: false,
    is_active: true,
    sso_source: null,
    locale: null,
    password: `${name.toLowerCase()}-${createRandom(seed, "password", id).text(16, NANO_ID)}`,
    ...given,
  });
}

function keyAccount(seed: number, id: number, name: string, given: Partial<User>): User {
  const random = createRandom(seed, "key account", id);
  return createUser(seed, id, {
    type: "api-key",
    email: `api-key-user-${random.text(8, "0123456789abcdef")}-${random.text(12, "0123456789abcdef")}@api-key.invalid`,
    first_name: name,
    last_name: "",
    last_login: null,
    is_superuser: false,
    is_active: true,
    sso_source: null,
    login_attributes: null,
    locale: null,
    password: null,
    ...given,
  });
}

/** Seeds all accounts, ordered by id. */
export function createAccounts({ seed, users }: PeopleOptions): User[] {
  const known = [
    knownAccount(seed, ADMIN_ID, "Admin", { is_superuser: true }),
    knownAccount(seed, ANALYST_ID, "Analyst", {}),
    knownAccount(seed, DEACTIVATED_ID, "Deactivated", { is_active: false }),
    keyAccount(seed, 4, "Tap", { is_superuser: true }),
    keyAccount(seed, 5, "Dashboards on the wall", {}),
  ];
  const people = Array.from({ length: Math.max(users - 3, 0) }, (_, index) =>
    createUser(seed, known.length + 1 + index, {}),
  );
  const firstExternalId = known.length + people.length + 1;
  const external = [0, 1, 2].map((offset) =>
    createUser(seed, firstExternalId + offset, {
      email: `customer-${offset + 1}@tenant.example`,
      is_superuser: false,
      tenant_id: 1 + (offset % 2),
    }),
  );
  const internal = createUser(seed, INTERNAL_USER_ID, {
    type: "internal",
    email: "internal@metabase.com",
    first_name: "Metabase",
    last_name: "Internal",
    last_login: null,
    is_superuser: false,
    is_active: false,
    is_qbnewb: false,
    sso_source: null,
    login_attributes: null,
    locale: null,
    password: null,
  });
  return [...known, ...people, ...external, internal];
}
