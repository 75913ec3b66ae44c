import type { SandboxMetabase } from "@singer-metabase/sandbox";
import { createCatalogEntry } from "@singer-metabase/singer-protocol";
import { streams } from "../../src/streams/index.ts";
import { runTap, type TapRun } from "../run-tap.ts";

/** Reads some streams of a server, those too that are not selected by default. */
export async function readContent(
  { url, keys }: Pick<SandboxMetabase, "url" | "keys">,
  names: readonly string[],
  { state, ...settings }: Readonly<Record<string, unknown>> = {},
): Promise<TapRun> {
  const entries = streams
    .filter(({ name }) => names.includes(name))
    .map((stream) => createCatalogEntry({ ...stream, selectedByDefault: true }));
  return runTap({
    config: { base_url: url, api_key: keys.admin, detail_max_age_days: 0, ...settings },
    catalog: { streams: entries },
    ...(state !== undefined && { state }),
  });
}
