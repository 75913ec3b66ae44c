import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { root } from "../harness/root.ts";

/** One import of one source file. */
export interface SourceImport {
  /** Folder name of the package, `tap-metabase`. */
  readonly package: string;
  /** Path from the root, `packages/tap-metabase/src/sync.ts`. */
  readonly file: string;
  /** As written in the file, or for a relative one the path from the root. */
  readonly target: string;
}

const IMPORT = /(?:^|[\s;}])(?:from|import)\s*\(?\s*"([^"]+)"/g;

/** Every static and dynamic import under `packages/<name>/src`. */
export function sourceImports(name: string): readonly SourceImport[] {
  const folder = join(root, "packages", name, "src");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .flatMap((path) => {
      const file = join(folder, path);
      return [...readFileSync(file, "utf8").matchAll(IMPORT)].map(([, specifier = ""]) => ({
        package: name,
        file: relative(root, file),
        target: specifier.startsWith(".")
          ? relative(root, join(dirname(file), specifier))
          : specifier,
      }));
    });
}

/** The package that an import names: `pg` of `pg/lib/utils`, `@scope/name` of `@scope/name/part`. */
export function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
