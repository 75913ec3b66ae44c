import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { type Parameters, pickParameters } from "./parameters.ts";

/** Where libpq looks for files. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  readonly home: string;
}

/**
 * Reads a service from the user's file, or else from the system's.
 * https://www.postgresql.org/docs/current/libpq-pgservice.html
 *
 * @throws {ConfigurationError} when no file knows the service.
 */
export async function readService(name: string, { env, home }: Surroundings): Promise<Parameters> {
  const files = [
    env["PGSERVICEFILE"] ?? join(home, ".pg_service.conf"),
    join(env["PGSYSCONFDIR"] ?? "/etc", "pg_service.conf"),
  ];
  for (const file of files) {
    const text = await readFile(file, "utf8").catch(() => "");
    const entries = findSection(text, name);
    if (entries !== undefined) return pickParameters(entries, `service "${name}" in ${file}`);
  }
  throw new ConfigurationError(`there is no service "${name}" in ${files.join(" or ")}`);
}

/** The lines `key=value` below `[name]`; undefined when there is no such line. */
function findSection(text: string, name: string): [string, string][] | undefined {
  let found: [string, string][] | undefined;
  let isInside = false;
  for (const line of text.split("\n").map((each) => each.trim())) {
    if (line.startsWith("[")) {
      if (found !== undefined) break;
      isInside = line === `[${name}]`;
      if (isInside) found = [];
    } else if (isInside && line !== "" && !line.startsWith("#")) {
      const [key = "", ...value] = line.split("=");
      found?.push([key.trim(), value.join("=").trim()]);
    }
  }
  return found;
}
