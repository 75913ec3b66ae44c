import { createServer as createHttpServer, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import type { MetabaseOptions } from "../options.ts";
import { routes } from "../routes/index.ts";
import { ADMIN_ID, ANALYST_ID, DEACTIVATED_ID } from "../world/accounts.ts";
import { ANALYSTS_GROUP_ID } from "../world/groups.ts";
import type { World } from "../world/world.ts";
import { createInstance } from "./create-instance.ts";
import { createFaults, type Fault } from "./faults.ts";
import { leastRequests } from "./least-requests.ts";
import { createListener } from "./listener.ts";
import { createRequestLog, type LoggedRequest } from "./request-log.ts";
import { createRouter } from "./router.ts";
import { createSlots } from "./slots.ts";

/** A Metabase answers this many requests at once, one for each connection to its database; further ones wait. */
const REQUESTS_AT_ONCE = 15;

/** How long a connection may stand idle, as with Jetty's default. */
const KEEP_ALIVE_MS = 30_000;

/** What a person types to log in. */
export interface Account {
  readonly email: string;
  readonly password: string;
}

/** A running sample server. */
export interface SandboxMetabase {
  /** Without a slash at the end. */
  readonly url: string;
  readonly accounts: {
    readonly admin: Account;
    readonly analyst: Account;
    readonly deactivated: Account;
  };
  /** API keys, of an administrator and of an ordinary group. */
  readonly keys: { readonly admin: string; readonly analyst: string };
  /** What arrived so far, in order. */
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
  setKeyGroup(key: "admin" | "analyst", groupId: number): void;
  setUserActive(userId: number, isActive: boolean): void;
  /** The fewest requests that bring every object of the instance. */
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
  const setKeyGroup: SandboxMetabase["setKeyGroup"] = (key, groupId) =>
    people.setKeyGroup(people.apiKeys.at(KEY_INDEX[key]).id, groupId);

  return {
    url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${address.port}${basePath}`,
    accounts: {
      admin: account(ADMIN_ID),
      analyst: account(ANALYST_ID),
      deactivated: account(DEACTIVATED_ID),
    },
    keys: {
      admin: people.apiKeys.at(KEY_INDEX.admin).key,
      analyst: people.apiKeys.at(KEY_INDEX.analyst).key,
    },
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
    leastRequests: () => leastRequests(instance),
    stop: () => close(server),
  };
}

const KEY_INDEX = { admin: 0, analyst: 1 } as const;

function listen(server: Server, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server.address() as AddressInfo));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
