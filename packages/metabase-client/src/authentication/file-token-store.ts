import { createHash, randomUUID } from "node:crypto";
import { chmod, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isObject, parseJson } from "../bodies/read-body.ts";
import { makeFolder } from "../make-folder.ts";
import type { ClientLog, Sleep } from "../options.ts";
import type { StoredToken, TokenStore } from "./token-store.ts";

/** How long to wait for another process's login before logging in as well. */
const LOCK_TIMEOUT_MS = 60_000;
const LOCK_POLL_MS = 100;
/** The holder renews its lock every third of this; a lock older than this has lost its process. */
const LOCK_STALE_MS = 15_000;

/** Where a token is kept, and the edges. */
export interface FileTokenStoreOptions {
  /** Undefined means the user's cache folder. */
  readonly directory: string | undefined;
  readonly baseUrl: string;
  readonly username: string;
  readonly log: ClientLog;
  readonly sleep: Sleep;
  readonly signal: AbortSignal;
}

/**
 * One file per instance and user, mode 0600 in a folder of mode 0700, replaced atomically. A store
 * that cannot be read or written is as good as empty, with one warning.
 */
export function createFileTokenStore(options: FileTokenStoreOptions): TokenStore {
  const { log, sleep, signal } = options;
  let hasWarned = false;
  const warn = (what: string, error: unknown): void => {
    if (hasWarned) return;
    hasWarned = true;
    const why = error instanceof Error ? error.message : String(error);
    log.warn(`token cache: ${what}, going on without it: ${why} (cache_dir, token_cache)`);
  };

  const locate = async (): Promise<string> => {
    const directory = join(options.directory ?? (await userCacheDirectory()), "sessions");
    await makeFolder(directory);
    await chmod(directory, 0o700);
    const key = createHash("sha256").update(JSON.stringify([options.baseUrl, options.username]));
    return join(directory, `${key.digest("hex")}.json`);
  };

  return {
    async read() {
      try {
        const text = await readFile(await locate(), "utf8");
        const stored = toStoredToken(parseJson(text));
        if (stored === undefined) warn("the file is damaged", "not what was written");
        return stored;
      } catch (error) {
        if (!isCode(error, "ENOENT")) warn("cannot be read", error);
        return undefined;
      }
    },

    async write(token) {
      try {
        const file = await locate();
        const temporary = `${file}.${randomUUID()}`;
        try {
          await writeFile(temporary, JSON.stringify(token), { mode: 0o600, flag: "wx" });
          await rename(temporary, file);
        } finally {
          await rm(temporary, { force: true });
        }
        return true;
      } catch (error) {
        warn("cannot be written", error);
        return false;
      }
    },

    async exclusively(login) {
      const release = await acquireLock();
      try {
        return await login();
      } finally {
        await release();
      }
    },
  };

  /** Never fails: without a lock the worst is one login too many. */
  async function acquireLock(): Promise<() => Promise<void>> {
    try {
      const file = await locate();
      // Only here, because it hooks the process's exit and patches `fs` when it is loaded.
      const { default: lockfile } = await import("proper-lockfile");
      for (let waitedMs = 0; ; waitedMs += LOCK_POLL_MS) {
        try {
          const release = await lockfile.lock(file, {
            realpath: false,
            stale: LOCK_STALE_MS,
            update: LOCK_STALE_MS / 3,
            onCompromised: () => log.debug("token cache: lost the lock during a login"),
          });
          return () => release().catch(() => {});
        } catch (error) {
          if (!isCode(error, "ELOCKED") || waitedMs >= LOCK_TIMEOUT_MS) throw error;
        }
        await sleep(LOCK_POLL_MS, signal);
      }
    } catch (error) {
      signal.throwIfAborted();
      warn("another process holds the lock, or it cannot be made", error);
      return async () => {};
    }
  }
}

async function userCacheDirectory(): Promise<string> {
  // Only here, because it reads the environment when it is loaded.
  const { default: envPaths } = await import("env-paths");
  return envPaths("metabase-client", { suffix: "" }).cache;
}

function toStoredToken(value: unknown): StoredToken | undefined {
  if (!isObject(value)) return undefined;
  const { token, createdAt } = value;
  return typeof token === "string" && typeof createdAt === "number"
    ? { token, createdAt }
    : undefined;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}
