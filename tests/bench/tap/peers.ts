import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SandboxMetabase } from "@singer-metabase/sandbox";
import { runCommand } from "../target/run-command.ts";
import type { Measurement } from "./measure-size.ts";

/** Another program that reads a Metabase. */
export interface Peer {
  readonly name: string;
  /** Its command line for a server; whatever it writes goes to the folder. */
  readonly prepare: (metabase: SandboxMetabase, folder: string) => Promise<readonly string[]>;
}

/** The connector takes https only, which the sample server does not speak: that check is left out. */
const AIRBYTE_PROGRAM = `
import sys, airbyte_cdk.entrypoint as entrypoint
from source_metabase import SourceMetabase
entrypoint.check_config_against_spec_or_exit = lambda *_: None
entrypoint.launch(SourceMetabase(), sys.argv[1:])
`;

const AIRBYTE_STREAMS = ["cards", "dashboards"];

/** The peers that are installed in a folder, each in a Python virtual environment of its own. */
export function findPeers(folder: string | undefined): readonly Peer[] {
  if (folder === undefined) return [];
  const program = (environment: string, name: string): string =>
    join(folder, environment, "bin", name);

  const peers: readonly Peer[] = [
    {
      name: "airbyte",
      async prepare({ url, accounts }, work) {
        const { email: username, password } = accounts.admin;
        const config = { instance_api_url: `${url}/api/`, username, password };
        const streams = AIRBYTE_STREAMS.map((name) => ({
          stream: { name, json_schema: {}, supported_sync_modes: ["full_refresh"] },
          sync_mode: "full_refresh",
          destination_sync_mode: "overwrite",
        }));
        const [configFile, catalogFile] = [join(work, "config.json"), join(work, "catalog.json")];
        await writeFile(configFile, JSON.stringify(config));
        await writeFile(catalogFile, JSON.stringify({ streams }));
        const argv = ["read", "--config", configFile, "--catalog", catalogFile];
        return [program("airbyte", "python"), "-c", AIRBYTE_PROGRAM, ...argv];
      },
    },
    {
      name: "datahub",
      async prepare({ url, keys }, work) {
        const recipe = join(work, "recipe.json");
        const source = { type: "metabase", config: { connect_uri: url, api_key: keys.admin } };
        const sink = { type: "file", config: { filename: join(work, "metadata.json") } };
        await writeFile(recipe, JSON.stringify({ source, sink }));
        return [
          "env",
          "DATAHUB_TELEMETRY_ENABLED=false",
          program("datahub", "datahub"),
          ...["ingest", "run", "--no-progress", "-c", recipe],
        ];
      },
    },
    {
      name: "dbt-metabase",
      async prepare({ url, keys }, work) {
        const manifest = join(work, "manifest.json");
        await writeFile(manifest, JSON.stringify({ nodes: {}, sources: {}, child_map: {} }));
        return [
          program("dbt-metabase", "dbt-metabase"),
          ...["exposures", "--manifest-path", manifest, "--output-path", work],
          ...["--metabase-url", url, "--metabase-api-key", keys.admin],
        ];
      },
    },
  ];
  return peers.filter(({ name }) => existsSync(join(folder, name)));
}

/** Runs a peer on a server. @throws Error with its log when it fails */
export async function runPeer(
  peer: Peer,
  metabase: SandboxMetabase,
  folder: string,
): Promise<Measurement> {
  const command = await peer.prepare(metabase, folder);
  metabase.clearRequests();
  const before = process.cpuUsage();
  const { seconds, cpuSeconds, peakMemory } = await runCommand(command, undefined);
  const { user, system } = process.cpuUsage(before);
  return {
    what: peer.name,
    seconds,
    requests: metabase.requests.length,
    cpu: { tap: cpuSeconds, Metabase: (user + system) / 1e6 },
    memory: { tap: peakMemory },
  };
}
