import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { makeFolder, parseExactly, stringifyExactly } from "@singer-metabase/metabase-client";
import type { Logger } from "@singer-metabase/singer-protocol";
import { isServerObject, type ServerObject } from "../records/server-object.ts";

/** Details that earlier runs read, as one account saw them on one instance. */
export interface DetailCache {
  /** The detail that was written with this stamp; undefined when there is none that may be used. */
  read(kind: string, id: number, stamp: string): Promise<ServerObject | undefined>;
  write(kind: string, id: number, stamp: string, detail: ServerObject): Promise<void>;
  /** Gives up the details of a kind that are of other objects than these. */
  retain(kind: string, ids: ReadonlySet<number>): Promise<void>;
}

/** Where details are kept, how long, and the edges. */
export interface DetailCacheOptions {
  /** Of one instance and account; made when something is written. */
  readonly folder: string;
  /** From this age on a detail is not used. */
  readonly maxAgeMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly logger: Logger;
}

/** Longer than any write takes: a temporary file of this age belongs to a run that was killed. */
const ABANDONED_MS = 3_600_000;

/**
 * One compressed file a detail, mode 0600, replaced atomically: a run that is killed keeps what it
 * has written, and two runs at once can only overwrite an entry by a whole one. The checksum of
 * gzip tells a damaged file. An entry that is missing, damaged, too old or of another stamp means
 * that the detail is read from the server; none of these is an error.
 *
 * Entries are some kilobytes. They are read and written without leaving the thread: five ways to another one and
 * back cost several times what is done there.
 */
export function createDetailCache(options: DetailCacheOptions): DetailCache {
  const { folder, maxAgeMs, now, logger } = options;
  let isUsable = true;
  const made = new Set<string>();
  const giveUp = (error: unknown): void => {
    if (!isUsable) return;
    isUsable = false;
    const why = error instanceof Error ? error.message : String(error);
    logger.warn(`details cannot be kept in the cache, going on without it: ${why} (cache_dir)`);
  };
  const folderOf = (kind: string): string => join(folder, kind.replaceAll(" ", "-"));
  const makeOnce = async (path: string): Promise<void> => {
    if (made.has(path)) return;
    await makeFolder(path);
    made.add(path);
  };
  const fileOf = (kind: string, id: number): string => join(folderOf(kind), `${id}.json.gz`);

  return {
    async read(kind, id, stamp) {
      try {
        const text = gunzipSync(readFileSync(fileOf(kind, id)));
        const entry: unknown = parseExactly(text.toString());
        if (!isServerObject(entry) || entry["stamp"] !== stamp) return undefined;
        const { readAt, detail } = entry;
        const isYoung = typeof readAt === "number" && now() - readAt < maxAgeMs;
        return isYoung && isServerObject(detail) ? detail : undefined;
      } catch {
        return undefined;
      }
    },

    async write(kind, id, stamp, detail) {
      if (!isUsable) return;
      const file = fileOf(kind, id);
      const temporary = `${file}.${randomUUID()}`;
      try {
        const entry = stringifyExactly({ stamp, readAt: now(), detail });
        await makeOnce(folderOf(kind));
        writeFileSync(temporary, gzipSync(entry, { level: 1 }), { mode: 0o600, flag: "wx" });
        renameSync(temporary, file);
      } catch (error) {
        giveUp(error);
        await rm(temporary, { force: true }).catch(() => undefined);
      }
    },

    async retain(kind, ids) {
      const directory = folderOf(kind);
      const names = await readdir(directory).catch(() => []);
      for (const name of names) {
        const [, id, suffix] = /^(\d+)\.json\.gz(.*)$/.exec(name) ?? [];
        if (suffix === "" && ids.has(Number(id))) continue;
        const path = join(directory, name);
        // Another run may be about to rename its own.
        if (suffix && now() - (await modifiedAt(path)) < ABANDONED_MS) continue;
        await rm(path, { force: true }).catch(() => undefined);
      }
    },
  };
}

function modifiedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
