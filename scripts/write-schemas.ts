// `npm run schemas` writes what is published from the code: the schemas, the README's tables, Meltano's plugin definitions.
// With --check it writes nothing and fails when a file is stale or left over.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { publishedFiles } from "./published/published-files.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const wanted = publishedFiles(root);
const stale = wanted.filter(({ path, text }) => read(path) !== text);
const leftOver = generatedFolderFiles().filter(
  (path) => !wanted.some((file) => file.path === path),
);

if (process.argv.includes("--check")) {
  for (const { path } of stale) process.stderr.write(`${path} is not what the code says\n`);
  for (const path of leftOver) process.stderr.write(`${path} belongs to nothing in the code\n`);
  if (stale.length + leftOver.length > 0) {
    process.stderr.write("run: npm run schemas\n");
    process.exitCode = 1;
  }
} else {
  for (const { path, text } of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    process.stdout.write(`wrote ${path}\n`);
  }
  for (const path of leftOver) {
    rmSync(join(root, path));
    process.stdout.write(`removed ${path}\n`);
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return undefined;
  }
}

/** The files of the folders that hold nothing but generated files. */
function generatedFolderFiles(): readonly string[] {
  return ["schemas", "examples/meltano/plugins"].flatMap((folder) => {
    mkdirSync(join(root, folder), { recursive: true });
    return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  });
}
