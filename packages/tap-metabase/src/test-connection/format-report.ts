import type { ClientFacts, ServerInfo } from "@singer-metabase/metabase-client";
import type { ServerObject } from "../records/server-object.ts";
import type { StreamCheck } from "./check-streams.ts";
import type { RunEstimate } from "./estimate-run.ts";

/** What was found out about a connection. */
export interface ConnectionReport {
  readonly baseUrl: string;
  readonly server: ServerInfo;
  /** The answer of `GET /api/user/current`. */
  readonly principal: ServerObject;
  /** Names of groups by id, as far as this account may know them. */
  readonly groups: ReadonlyMap<unknown, string>;
  readonly facts: ClientFacts;
  readonly estimate: RunEstimate;
  /** Of the streams that a run would read. */
  readonly checks: readonly StreamCheck[];
  /** Names of the others, which were not asked for. */
  readonly notSelected: readonly string[];
}

/** One readable page: the instance, the account, its rights, the connection, and what it can read. */
export function formatReport(report: ConnectionReport): string {
  const { baseUrl, server, principal, groups, facts, estimate, checks, notSelected } = report;
  const width = Math.max(...checks.map(({ stream }) => stream.length)) + 2;
  const unreadable = checks.filter(({ problem }) => problem !== undefined).length;
  return [
    `Connection  ${baseUrl}`,
    `Metabase    ${server.tag ?? "unknown version, treated as the newest"} (${server.edition})`,
    `Features    ${describeFeatures(server)}`,
    `Account     ${describeAccount(principal)}`,
    `Rights      ${describeRights(principal, groups)}`,
    `Credential  ${describeCredential(facts)}`,
    `Clocks      ${describeClocks(facts)}`,
    `Speed       ${describeSpeed(facts)}`,
    `First run   ${describeEstimate(estimate, facts)}`,
    "",
    `Streams     ${checks.length - unreadable} of the ${checks.length} selected ones can be read`,
    ...checks.map(({ stream, privilege, problem }) =>
      problem === undefined
        ? `  yes  ${stream}`
        : `  no   ${stream.padEnd(width)}${problem}; needs: ${privilege}`,
    ),
    ...(notSelected.length === 0
      ? []
      : [`Others      not selected, so not asked for: ${notSelected.join(", ")}`]),
  ].join("\n");
}

function describeFeatures({ features }: ServerInfo): string {
  const names = Object.keys(features).filter((name) => features[name]);
  return names.length === 0 ? "no paid ones" : names.sort().join(", ");
}

function describeAccount(principal: ServerObject): string {
  const { id, email, common_name: name } = principal;
  return `${[name, email].filter(Boolean).join(", ")} (id ${id})`;
}

function describeRights(principal: ServerObject, groups: ReadonlyMap<unknown, string>): string {
  const ids: readonly unknown[] = Array.isArray(principal["group_ids"])
    ? principal["group_ids"]
    : [];
  const names = ids.map((id) => (groups.has(id) ? `${groups.get(id)} (${id})` : String(id)));
  const role =
    principal["is_superuser"] === true
      ? "administrator: sees everything"
      : "no administrator: lists hold what it may see, administration is out of reach";
  return names.length === 0 ? role : `${role}; groups ${names.join(", ")}`;
}

function describeCredential({ credential }: ClientFacts): string {
  if (credential.kind !== "login") {
    return credential.kind === "api_key" ? "API key" : "session opened elsewhere";
  }
  const { session } = credential;
  if (session === undefined) return "login, without a session";
  const days = (session.ageSeconds / 86_400).toFixed(1);
  return session.isCached
    ? `login, session from the cache, ${days} days old`
    : "login, new session";
}

function describeClocks({ clockSkewSeconds }: ClientFacts): string {
  if (clockSkewSeconds === undefined) return "the server does not tell its time";
  if (clockSkewSeconds === 0) return "agree within a second";
  const direction = clockSkewSeconds > 0 ? "ahead" : "behind";
  return `the server's is ${Math.abs(clockSkewSeconds).toFixed(1)} s ${direction}`;
}

function describeSpeed({ latencySeconds, concurrency }: ClientFacts): string {
  const latency =
    latencySeconds === undefined ? "" : `${Math.round(latencySeconds * 1000)} ms to an answer, `;
  const { current, maximum, overloads } = concurrency;
  const held = overloads === 0 ? "never held back" : `held back ${overloads} times`;
  return `${latency}${current} of at most ${maximum} requests at once, ${held}`;
}

function describeEstimate(
  { lists, details, isLeast }: RunEstimate,
  { latencySeconds = 0, concurrency }: ClientFacts,
): string {
  const requests = lists + details;
  const seconds = Math.ceil((requests * latencySeconds) / concurrency.maximum);
  return `${isLeast ? "more than" : "about"} ${requests} requests (${lists} lists, ${details} details), ${seconds} s of waiting at least; later ones ask for changed details only`;
}
