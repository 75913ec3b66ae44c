import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { setTimeout } from "node:timers/promises";
import type { MetabaseOptions } from "../options.ts";
import { routes } from "../routes/index.ts";
import { ADMIN_ID, ANALYST_ID, DEACTIVATED_ID, MANAGER_ID } from "../world/accounts.ts";
import { ANALYSTS_GROUP_ID } from "../world/groups.ts";
import type { World } from "../world/world.ts";
import { createInstance } from "./create-instance.ts";
import { createFaults, type Fault } from "./faults.ts";
import { leastRequests } from "./least-requests.ts";
import { createListener } from "./listener.ts";
import { close, listen } from "./local-server.ts";
import { createRequestLog, type LoggedRequest } from "./request-log.ts";
import { createRouter, servedPaths } from "./router.ts";
import { createSlots } from "./slots.ts";

/** A default Metabase answers this many requests at once, one for each connection to its database; further ones wait. */
const REQUESTS_AT_ONCE = 15;

/** How long a connection may stand idle, as with Jetty's default. */
const KEEP_ALIVE_MS = 30_000;

/** What a person types to log in. */
export interface Account {
  readonly email: string;
  readonly password: string;
}

const ACCOUNT_IDS = {
  admin: ADMIN_ID,
  analyst: ANALYST_ID,
  deactivated: DEACTIVATED_ID,
  manager: MANAGER_ID,
} as const;

/** API keys, in the order of the world's list. */
const KEY_NAMES = ["admin", "analyst", "few"] as const;
type KeyName = (typeof KEY_NAMES)[number];

/** A running sample server. */
export interface SandboxMetabase {
  /** Without a slash at the end. */
  readonly url: string;
  /** `analyst` is an ordinary person; so is `manager`, but where the licence has group managers. */
  readonly accounts: Readonly<Record<keyof typeof ACCOUNT_IDS, Account>>;
  /** API keys: an administrators' one, one of an ordinary group, and one that may do little more than everybody. */
  readonly keys: Readonly<Record<KeyName, string>>;
  /** What was worked on so far, in order; `waited` tells which of them stood in line. */
  readonly requests: readonly LoggedRequest[];
  /** The most requests that were in the house at once, waiting ones included. */
  readonly mostRequestsAtOnce: number;
  readonly world: World;
  clearRequests(): void;
  addFault(fault: Fault): void;
  clearFaults(): void;
  /** Ends every session, as a restart with a shorter session age would. */
  expireSessions(): void;
  /** Moves the administrators' API key to an ordinary group. */
  demoteKey(): void;
  setKeyGroup(key: KeyName, groupId: number): void;
  setUserActive(userId: number, isActive: boolean): void;
  /** Has people edit a share of the cards, 0.01 for one of a hundred. Returns how many that were. */
  editCards(share: number): number;
  editDashboards(share: number): number;
  /** The fewest requests that bring an administrator every object of the instance, without histories. */
  leastRequests(): number;
  stop(): Promise<void>;
}

/** Starts a sample Metabase on 127.0.0.1. */
export async function startMetabase(options: MetabaseOptions = {}): Promise<SandboxMetabase> {
  const { basePath = "", latencyMs = 0, port = 0, sleep = setTimeout, tls } = options;
  const instance = createInstance(options);
  const { people } = instance.world;
  const log = createRequestLog();
  const faults = createFaults(options.faults ?? []);
  const slots = createSlots(REQUESTS_AT_ONCE);
  const router = createRouter(instance, routes);
  const listener = createListener({
    instance,
    router,
    log,
    faults,
    slots,
    latencyMs,
    sleep,
    basePath,
  });

  const server = tls === undefined ? createHttpServer(listener) : createHttpsServer(tls, listener);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const address = await listen(server, port);

  const account = (id: number): Account => {
    const user = people.users.byId(id);
    return { email: user?.email ?? "", password: user?.password ?? "" };
  };
  const key = (name: KeyName): string => people.apiKeys.at(KEY_NAMES.indexOf(name)).key;
  const setKeyGroup: SandboxMetabase["setKeyGroup"] = (name, groupId) =>
    people.setKeyGroup(people.apiKeys.at(KEY_NAMES.indexOf(name)).id, groupId);

  return {
    url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${address.port}${basePath}`,
    accounts: {
      admin: account(ACCOUNT_IDS.admin),
      analyst: account(ACCOUNT_IDS.analyst),
      deactivated: account(ACCOUNT_IDS.deactivated),
      manager: account(ACCOUNT_IDS.manager),
    },
    keys: { admin: key("admin"), analyst: key("analyst"), few: key("few") },
    get requests() {
      return log.requests;
    },
    get mostRequestsAtOnce() {
      return slots.peak;
    },
    world: instance.world,
    clearRequests: log.clear,
    addFault: faults.add,
    clearFaults: faults.clear,
    expireSessions: instance.sessions.closeAll,
    demoteKey: () => setKeyGroup("admin", ANALYSTS_GROUP_ID),
    setKeyGroup,
    setUserActive: people.setActive,
    editCards: instance.world.cards.edit,
    editDashboards: instance.world.dashboards.edit,
    leastRequests: () => leastRequests(instance, servedPaths(instance, routes)),
    stop: () => close(server),
  };
}
