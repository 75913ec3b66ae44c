import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Another program that loads the same file. */
export interface Peer {
  readonly name: string;
  /** Its command line for a file, and whether that is piped into it. */
  readonly prepare: (
    databaseUrl: URL,
    file: string,
  ) => Promise<{ readonly command: readonly string[]; readonly reads: "stdin" | "file" }>;
}

/** dlt takes records from Python: here from the RECORD lines of the file, through its csv route. */
const DLT_PROGRAM = `
import json, os, sys, dlt
os.environ["NORMALIZE__DATA_WRITER__DISABLE_COMPRESSION"] = "true"
def records():
    with open(sys.argv[1]) as lines:
        for line in lines:
            message = json.loads(line)
            if message["type"] == "RECORD":
                yield message["record"]
hints = {name: {"data_type": "json"} for name in ("address", "tags")}
resource = dlt.resource(records(), name="stream_0", primary_key="id", write_disposition="append", columns=hints)
pipeline = dlt.pipeline("bench", destination=dlt.destinations.postgres(sys.argv[2]), dataset_name="peer", pipelines_dir=sys.argv[3])
pipeline.run(resource, loader_file_format="csv")
`;

/** The peers that are installed in a folder, each in a Python virtual environment of its own. */
export function findPeers(folder: string): readonly Peer[] {
  const program = (environment: string, name: string): string =>
    join(folder, environment, "bin", name);

  const singerTarget = (environment: string, settings: (url: URL) => object): Peer => ({
    name: environment,
    async prepare(databaseUrl, file) {
      const config = `${file}.${environment}.json`;
      const common = { user: databaseUrl.username, password: databaseUrl.password || "none" };
      const place = { host: databaseUrl.hostname, port: Number(databaseUrl.port) };
      const all = { ...common, ...place, default_target_schema: "peer", ...settings(databaseUrl) };
      await writeFile(config, JSON.stringify(all));
      return {
        command: [program(environment, "target-postgres"), "--config", config],
        reads: "stdin",
      };
    },
  });

  const peers: readonly Peer[] = [
    singerTarget("meltano", (url) => ({ database: url.pathname.slice(1), use_copy: true })),
    singerTarget("pipelinewise", (url) => ({
      dbname: url.pathname.slice(1),
      add_metadata_columns: true,
    })),
    {
      name: "dlt",
      async prepare(databaseUrl, file) {
        const url = new URL(databaseUrl);
        // It insists on a password, also where the server asks for none.
        url.password ||= "none";
        const folder = `${file}.dlt`;
        return {
          command: [program("dlt", "python"), "-c", DLT_PROGRAM, file, url.href, folder],
          reads: "file",
        };
      },
    },
  ];
  return peers.filter(({ name }) => existsSync(join(folder, name)));
}
