import type { StreamBookmark } from "./sync-state.ts";

/** What is known of a stream that was read to its end. */
export interface ReadFacts {
  readonly rows: number;
  /** Why parts of it are missing; empty when nothing is. */
  readonly missing: readonly string[];
  readonly scope: string;
  /** The parts of the instance that it found; see `Reading.covers`. */
  readonly covered: readonly string[];
  /** The bookmark of the last run that may serve as a measure. */
  readonly previous: StreamBookmark;
}

/** The settings that rule activation. */
export interface ActivationSettings {
  readonly activate_version: boolean;
  readonly max_drop_percent: number;
  readonly accept_scope_change: boolean;
}

/** So few rows may always go: of a small stream each one is a large part. */
const SMALL_LOSS_ROWS = 10;

/** Whether rows that did not come count as deleted. */
export interface ActivationDecision {
  /** True when the read is proven complete and the settings want ACTIVATE_VERSION. */
  readonly activates: boolean;
  /** Why the read is not proven complete, with the way out. */
  readonly doubt?: string;
}

/**
 * Decides whether a read may remove rows from the target. Only one that is proven complete may:
 * no part of it missing, the same scope as last time, and not suspiciously fewer rows.
 */
export function decideActivation(
  facts: ReadFacts,
  settings: ActivationSettings,
): ActivationDecision {
  const doubt = findDoubt(facts, settings);
  if (doubt !== undefined) return { activates: false, doubt };
  return { activates: settings.activate_version };
}

function findDoubt(facts: ReadFacts, settings: ActivationSettings): string | undefined {
  const { missing, rows, previous } = facts;
  if (missing.length > 0) return describeMissing(missing);
  if (previous.rows === undefined) return undefined;
  const narrowing = settings.accept_scope_change ? undefined : findNarrowing(facts);
  if (narrowing !== undefined) {
    return `${narrowing}, so missing rows may only be out of sight; nothing is removed; accept it once with accept_scope_change: true`;
  }
  const { max_drop_percent: maxDropPercent } = settings;
  const lost = previous.rows - rows;
  const dropPercent = (lost / previous.rows) * 100;
  if (lost <= SMALL_LOSS_ROWS || dropPercent <= maxDropPercent) return undefined;
  return `${rows} rows came where the last run had ${previous.rows}, a drop of ${Math.round(dropPercent)}% (max_drop_percent is ${maxDropPercent}); nothing is removed; accept it once with max_drop_percent: 100`;
}

function findNarrowing({ scope, covered, previous }: ReadFacts): string | undefined {
  if (previous.scope !== undefined && previous.scope !== scope) {
    return "the account, its groups or a filtering setting changed since the last run";
  }
  const lost = previous.covered?.filter((part) => !covered.includes(part)) ?? [];
  if (lost.length === 0) return undefined;
  return `the server does not offer ${lost.join(", ")} any more, which the last run read`;
}

/** Why nothing counts as deleted: the first part that is missing, and how many more there are. */
export function describeMissing(missing: readonly string[]): string {
  const others = missing.length > 1 ? ` (and ${missing.length - 1} more)` : "";
  return `parts are missing, so nothing is removed: ${missing[0]}${others}`;
}
