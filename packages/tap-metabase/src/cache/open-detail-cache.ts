import { createHash } from "node:crypto";
import { chmod, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "@singer-metabase/metabase-client";
import type { Logger } from "@singer-metabase/singer-protocol";
import { createDetailCache, type DetailCache } from "./detail-cache.ts";

/** What a cache is opened with. */
export interface OpenDetailCacheOptions {
  /** The setting `cache_dir`; undefined means the user's cache folder. */
  readonly cacheFolder: string | undefined;
  /** The setting `detail_max_age_days`; 0 means no cache. */
  readonly maxAgeDays: number;
  /** Whatever details depend on beside their own object: instance, account, versions. */
  readonly scope: readonly unknown[];
  readonly logger: Logger;
  /** Milliseconds since the epoch. @default Date.now */
  readonly now?: () => number;
}

const DAY_MS = 86_400_000;

/**
 * Opens the cache of details for one instance and account; undefined when the setting is 0, or
 * when the folder cannot be used, which is one warning and no error.
 */
export async function openDetailCache(
  options: OpenDetailCacheOptions,
): Promise<DetailCache | undefined> {
  const { maxAgeDays, scope, logger, now = Date.now } = options;
  if (maxAgeDays === 0) return undefined;
  const maxAgeMs = maxAgeDays * DAY_MS;
  try {
    const details = join(options.cacheFolder ?? (await userCacheFolder()), "details");
    const hash = createHash("sha256").update(JSON.stringify(scope)).digest("hex");
    const folder = join(details, hash.slice(0, 32));
    await makeFolder(folder);
    await chmod(details, 0o700);
    await removeUnused(details, now() - maxAgeMs);
    return createDetailCache({ folder, maxAgeMs, now, logger });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    logger.warn(`the cache of details cannot be used, going on without it: ${why} (cache_dir)`);
    return undefined;
  }
}

/**
 * Removes what was kept for accounts, versions and instances that are not read any more. Every
 * entry that is made touches the folder of its kind, so an old folder holds old entries only.
 */
async function removeUnused(details: string, oldest: number): Promise<void> {
  for (const name of await readdir(details)) {
    const folder = join(details, name);
    const kinds = await readdir(folder).catch(() => []);
    const touched = await Promise.all(
      [folder, ...kinds.map((kind) => join(folder, kind))].map((path) =>
        stat(path).then(
          ({ mtimeMs }) => mtimeMs,
          () => 0,
        ),
      ),
    );
    if (Math.max(...touched) < oldest) await rm(folder, { recursive: true, force: true });
  }
}

async function userCacheFolder(): Promise<string> {
  // Only here, because it reads the environment when it is loaded.
  const { default: envPaths } = await import("env-paths");
  return envPaths("tap-metabase", { suffix: "" }).cache;
}
