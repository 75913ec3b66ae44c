// `npm run bench NAME`: measures, prints, and fails when a bound is broken.

import { readdirSync } from "node:fs";
import { basename } from "node:path";

const folder = import.meta.dirname;
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".bench.ts"))
  .map((file) => basename(file, ".bench.ts"));
const [name = "", ...args] = process.argv.slice(2);

if (names.includes(name)) {
  const { run } = (await import(`./${name}.bench.ts`)) as {
    run: (args: readonly string[]) => Promise<void>;
  };
  await run(args);
} else {
  process.stderr.write(`usage: npm run bench ${names.join("|")}\n`);
  process.exitCode = 1;
}
