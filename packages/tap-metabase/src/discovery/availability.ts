import type { NotAvailableError, ServerInfo } from "@singer-metabase/metabase-client";
import type { Needs } from "../stream.ts";

/** Why a stream is not there for an account on a server, in words that a table can hold. */
export interface Unavailability {
  /**
   * `missing route on 0.49 (served from 0.57)`, `forbidden for this principal`, `needs feature
   * sandboxes`, `needs edition Pro or Enterprise`, or `switched off by the setting ...`.
   */
  readonly reason: string;
  /** What the server answered, where it was asked. */
  readonly evidence?: string;
  readonly wayOut: string;
}

/** What is known about reading a stream. */
export interface AvailabilityFacts {
  readonly needs: Needs | undefined;
  readonly server: Pick<ServerInfo, "major" | "edition" | "features">;
  /** The setting that switches its read off, where one does. */
  readonly switchedOffBy?: string | undefined;
  /** What the server answered; undefined before it was asked. */
  readonly refusal?: NotAvailableError | undefined;
}

/** What is said of a stream that can be read. */
export const AVAILABLE = "available";

const DESELECT = "deselect the stream";

/**
 * Says why a stream cannot be read: from what it needs and what the server is, before any request;
 * from the refusal, after one. Undefined when nothing speaks against it.
 */
export function findUnavailability(facts: AvailabilityFacts): Unavailability | undefined {
  const { refusal } = facts;
  const known = foresee(facts);
  if (refusal === undefined || known !== undefined) return known;
  return { ...explain(refusal, facts), evidence: `${refusal.path} answers ${refusal.status}` };
}

/** One line: the reason, the evidence, and the way out. */
export function describeUnavailability({ reason, evidence, wayOut }: Unavailability): string {
  return `${reason}${evidence === undefined ? "" : ` (${evidence})`}; ${wayOut}`;
}

function foresee(facts: AvailabilityFacts): Unavailability | undefined {
  const { needs = {}, server, switchedOffBy } = facts;
  const { since, until, feature } = needs;
  if (switchedOffBy !== undefined) {
    return {
      reason: `switched off by the setting ${switchedOffBy}`,
      wayOut: `set it to true, or ${DESELECT}`,
    };
  }
  // Servers that hide their version count as the newest.
  if (Number.isFinite(server.major)) {
    if (since !== undefined && server.major < since) return missingRoute(facts);
    if (until !== undefined && server.major > until) return missingRoute(facts);
  }
  // A feature that the server does not name may go by another name there: ask.
  if (feature !== undefined && server.features[feature] === false) return needsPlan(needs);
  return undefined;
}

function explain(refusal: NotAvailableError, facts: AvailabilityFacts): Unavailability {
  const { needs = {}, server } = facts;
  if (refusal.reason === "paid") return needsPlan(needs);
  if (refusal.reason === "forbidden") {
    return {
      reason: "forbidden for this principal",
      wayOut: `use an account or API key in the group Administrators, or ${DESELECT}`,
    };
  }
  const isPaidRoute = /^\/api\/(?:ee|mt)\//.test(refusal.path);
  if (server.edition === "oss" && (isPaidRoute || needs.feature !== undefined)) {
    return needsPlan(needs);
  }
  return missingRoute(facts);
}

function needsPlan({ feature }: Needs): Unavailability {
  return {
    reason: `needs ${feature === undefined ? "edition Pro or Enterprise" : `feature ${feature}`}`,
    wayOut: `get the plan that has it, or ${DESELECT}`,
  };
}

function missingRoute({ needs = {}, server }: AvailabilityFacts): Unavailability {
  const { since, until } = needs;
  const bounds = [
    ...(since === undefined ? [] : [`from 0.${since}`]),
    ...(until === undefined ? [] : [`until 0.${until}`]),
  ];
  const here = Number.isFinite(server.major) ? `0.${server.major}` : "this version";
  return {
    reason: `missing route on ${here}${bounds.length === 0 ? "" : ` (served ${bounds.join(" ")})`}`,
    wayOut: DESELECT,
  };
}
