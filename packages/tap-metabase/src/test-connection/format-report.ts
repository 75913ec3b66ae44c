import type { ServerInfo } from "@singer-metabase/metabase-client";
import type { ServerObject } from "../records/server-object.ts";
import type { StreamCheck } from "./check-streams.ts";

/** What was found out about a connection. */
export interface ConnectionReport {
  readonly baseUrl: string;
  readonly server: ServerInfo;
  /** The answer of `GET /api/user/current`. */
  readonly principal: ServerObject;
  readonly checks: readonly StreamCheck[];
}

/** One readable page: the instance, the account, its rights, and what it can read. */
export function formatReport({ baseUrl, server, principal, checks }: ConnectionReport): string {
  const width = Math.max(...checks.map(({ stream }) => stream.length)) + 2;
  const unreadable = checks.filter(({ problem }) => problem !== undefined).length;
  return [
    `Connection  ${baseUrl}`,
    `Metabase    ${server.tag ?? "unknown version, treated as the newest"} (${server.edition})`,
    `Account     ${describeAccount(principal)}`,
    `Rights      ${describeRights(principal)}`,
    "",
    `Streams     ${checks.length - unreadable} of ${checks.length} can be read`,
    ...checks.map(({ stream, privilege, problem }) =>
      problem === undefined
        ? `  yes  ${stream}`
        : `  no   ${stream.padEnd(width)}${problem}; needs: ${privilege}`,
    ),
  ].join("\n");
}

function describeAccount(principal: ServerObject): string {
  const { id, email, common_name: name } = principal;
  return `${[name, email].filter(Boolean).join(", ")} (id ${id})`;
}

function describeRights(principal: ServerObject): string {
  const groups = Array.isArray(principal["group_ids"]) ? principal["group_ids"].join(", ") : "";
  const role =
    principal["is_superuser"] === true
      ? "administrator: sees everything"
      : "no administrator: lists hold what it may see, administration is out of reach";
  return groups === "" ? role : `${role} (groups ${groups})`;
}
