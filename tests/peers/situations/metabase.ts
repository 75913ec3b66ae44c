import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { startMetabase } from "@singer-metabase/sandbox";
import { createLogger, createRedactor } from "@singer-metabase/singer-protocol";
import { main } from "@singer-metabase/tap-metabase";
import type { Situations } from "../harness/situation.ts";

/** What our tap reads from a sample Metabase, twice, and each stream becomes one of a new version. */
export async function readMetabase(): Promise<Situations> {
  const metabase = await startMetabase();
  const folder = await mkdtemp(join(tmpdir(), "singer-metabase-peers-tap-"));
  try {
    const config = join(folder, "config.json");
    const tapSettings = {
      base_url: metabase.url,
      api_key: metabase.keys.admin,
      cache_dir: join(folder, "cache"),
    };
    await writeFile(config, JSON.stringify(tapSettings));
    const runs = [await runTap(config), await runTap(config)];
    const settings = { primary_key_required: false, touch_unchanged: true };
    return { "Metabase, as our tap reads it": { runs, settings } };
  } finally {
    await metabase.stop();
    await rm(folder, { recursive: true });
  }
}

async function runTap(config: string): Promise<string[]> {
  const lines: Buffer[] = [];
  const stdout = new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(chunk);
      done();
    },
  });
  const stderr = new Writable({ write: (_chunk, _encoding, done) => done() });
  const redactor = createRedactor();
  await main({
    argv: ["--config", config],
    env: {},
    stdin: Readable.from([]),
    stdout,
    stderr,
    signal: new AbortController().signal,
    logger: createLogger({
      output: stderr,
      format: "text",
      level: "info",
      appName: "tap",
      redactor,
    }),
    redactor,
  });
  return Buffer.concat(lines).toString().split("\n").filter(Boolean);
}
