import { createHash } from "node:crypto";
import type { ServerObject } from "../records/server-object.ts";
import { type FilterSettings, isDerived, type Source } from "../source.ts";

/** What decides which part of an instance a read can see. */
export interface ScopeFacts {
  /** See {@link instanceOf}. */
  readonly instance: string;
  /** The answer of `GET /api/user/current`. */
  readonly principal: ServerObject;
  readonly settings: FilterSettings;
}

/**
 * A fingerprint of the part of the instance that a source can see. Most lists are filtered by
 * permission and answer 200 all the same: when the fingerprint changes, rows that are missing may
 * only be out of sight.
 */
export function scopeFingerprint(source: Source, facts: ScopeFacts): string {
  const { instance, principal, settings } = facts;
  const scope = [
    instance,
    ...principalScope(principal),
    filtersOf(source).map((name) => [name, settings[name]]),
  ];
  return createHash("sha256").update(JSON.stringify(scope)).digest("hex").slice(0, 32);
}

/** What decides what an account may see: who it is, whether it sees everything, and its groups. */
export function principalScope(principal: ServerObject): readonly unknown[] {
  const groups = Array.isArray(principal["group_ids"]) ? principal["group_ids"].map(Number) : [];
  return [principal["id"], principal["is_superuser"] === true, groups.sort((a, b) => a - b)];
}

/** What tells one instance from another in STATE: host and sub-path, whatever the scheme. */
export function instanceOf(baseUrl: string): string {
  const { host, pathname } = new URL(baseUrl.trim());
  return host + pathname.replace(/\/+$/, "").replace(/\/api$/, "");
}

function filtersOf(source: Source): readonly (keyof FilterSettings)[] {
  const origins = isDerived(source) ? source.inputs : source.parent ? [source.parent] : [];
  const own = isDerived(source) ? [] : (source.filteredBy ?? []);
  return [...new Set([...origins.flatMap(filtersOf), ...own])].sort();
}
