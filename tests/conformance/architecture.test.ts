import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../harness/root.ts";
import { packageOf, sourceImports } from "./source-imports.ts";

const SCOPE = "@singer-metabase/";

/** Who may import whom. A new arrow is a decision: write it down in docs/decisions. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "singer-protocol": [],
  "metabase-client": [],
  "tap-metabase": ["metabase-client", "singer-protocol"],
  "target-postgres": ["singer-protocol"],
  sandbox: [],
};

/** Libraries that stay behind one package, so that they can be replaced there. */
const HOME_OF: Readonly<Record<string, readonly string[]>> = {
  "singer-node": ["singer-protocol"],
  immutable: ["singer-protocol"],
  "node-fetch": ["metabase-client"],
  pg: ["target-postgres", "sandbox"],
};

const packages = readdirSync(join(root, "packages"));
const imports = packages.flatMap(sourceImports);

test("the table names every package", () => {
  expect(Object.keys(MAY_IMPORT).sort()).toEqual([...packages].sort());
});

describe.each(Object.entries(MAY_IMPORT))("%s", (name, allowed) => {
  test("declares exactly the neighbours of the table", () => {
    const manifest = JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8"));

    expect(ours(Object.keys(manifest.dependencies ?? {}))).toEqual([...allowed]);
    expect(["", "sandbox"]).toContain(ours(Object.keys(manifest.devDependencies ?? {})).join());
  });

  test("imports exactly the neighbours of the table", () => {
    const targets = imports.filter((found) => found.package === name).map((found) => found.target);

    expect(ours(targets.map(packageOf))).toEqual([...allowed]);
  });

  test("reaches into no neighbour by a relative path", () => {
    const outside = imports.filter(
      (found) =>
        found.package === name &&
        found.target.includes("/") &&
        /^(\.\.|packages\/)/.test(found.target) &&
        !found.target.startsWith(`packages/${name}/src/`),
    );

    expect(outside).toEqual([]);
  });

  test("nothing inside imports its entry points cli and main", () => {
    const entry = imports
      .filter((found) => found.package === name && /\/src\/(cli|main)\.ts$/.test(found.target))
      .filter((found) => !/\/src\/(cli|index)\.ts$/.test(found.file));

    expect(entry).toEqual([]);
  });
});

test.each(Object.entries(HOME_OF))("%s is imported by %j only", (library, homes) => {
  const users = imports.filter((found) => packageOf(found.target) === library);

  expect([...new Set(users.map((found) => found.package))].sort()).toEqual([...homes].sort());
});

test("target-postgres speaks to PostgreSQL in one file", () => {
  const files = imports
    .filter((found) => found.package === "target-postgres")
    .filter((found) => packageOf(found.target) === "pg")
    .map((found) => found.file);

  expect([...new Set(files)]).toHaveLength(1);
});

function ours(names: readonly string[]): readonly string[] {
  const found = names.filter((name) => name.startsWith(SCOPE));
  return [...new Set(found.map((name) => name.slice(SCOPE.length)))].sort();
}
