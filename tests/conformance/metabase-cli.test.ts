import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SandboxMetabase, startMetabase } from "@singer-metabase/sandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../harness/root.ts";

/** What `mb` left behind. */
interface Finished {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

const LISTS = [
  "db list",
  "db schemas 2",
  "db schema-tables 2 public",
  "table list",
  "table fields 4",
  "card list",
  "card alerts 40",
  "dashboard list",
  "dashboard cards 3",
  "dashboard subscriptions 1",
  "collection list",
  "collection items 3",
  "snippet list",
  "segment list",
  "measure list",
  "timeline list",
  "timeline events 1",
  "alert list",
  "subscription list",
  "document list",
  "transform list",
  "transform runs",
  "transform-job list",
  "transform-job transforms 2",
  "transform-tag list",
  "setting list",
  "search orders --limit 100",
];

const OBJECTS = [
  "db get 2",
  "table get 4 --include fields",
  "field get 23",
  "field values 23",
  "field summary 23",
  "card get 3",
  "dashboard get 3",
  "collection get 3",
  "collection tree",
  "library get",
  "snippet get 1",
  "segment get 1",
  "measure get 1",
  "timeline get 1",
  "timeline-event get 1",
  "alert get 1",
  "subscription get 1",
  "document get 1",
  "transform get 1",
  "transform dependencies 1",
  "transform get-run 1",
  "transform-job get 1",
  "setting get site-name",
  "auth status",
];

/**
 * The sample server has an independent judge: Metabase's own client checks every record against its own schemas and
 * exits 1 with the path of what does not fit (@metabase/cli, for server versions from 58 on).
 */
describe.concurrent("Metabase's own command-line client", () => {
  let server: SandboxMetabase;
  let home: string;

  const mb = (words: string, input = ""): Promise<Finished> =>
    new Promise((resolve) => {
      const program = join(root, "node_modules/.bin/mb");
      const environment = {
        PATH: process.env["PATH"],
        HOME: home,
        XDG_CONFIG_HOME: home,
        MB_CLI_DISABLE_KEYRING: "1",
      };
      const child = execFile(
        program,
        words.split(" "),
        { env: environment, maxBuffer: 2 ** 28 },
        (error, output, errors) =>
          resolve({ exitCode: error === null ? 0 : Number(error.code), output, errors }),
      );
      child.stdin?.end(input);
    });
  const read = (words: string): Promise<Finished> => mb(`${words} --json --full --max-bytes 0`);

  beforeAll(async () => {
    server = await startMetabase({ edition: "enterprise" });
    home = await mkdtemp(join(tmpdir(), "singer-metabase-cli-"));
    const login = await mb(`auth login --url ${server.url}`, server.keys.admin);
    expect(login).toMatchObject({ exitCode: 0 });
  });

  afterAll(async () => {
    await server.stop();
    await rm(home, { recursive: true });
  });

  test.each(LISTS)("mb %s reads every record", async (words) => {
    const { exitCode, output, errors } = await read(words);

    expect({ exitCode, problem: exitCode === 0 ? "" : errors }).toEqual({
      exitCode: 0,
      problem: "",
    });
    const { returned, total, data } = JSON.parse(output);
    expect(returned).toBeGreaterThan(0);
    expect([total, data.length]).toEqual([returned, returned]);
  });

  test.each(OBJECTS)("mb %s reads the object", async (words) => {
    const { exitCode, output, errors } = await read(words);

    expect({ exitCode, problem: exitCode === 0 ? "" : errors }).toEqual({
      exitCode: 0,
      problem: "",
    });
    expect(Object.keys(JSON.parse(output)).length).toBeGreaterThan(1);
  });

  test("is a judge: it refuses what does not fit", async () => {
    server.addFault({ path: "/api/card/5", kind: "status", status: 200, times: 1 });

    const { exitCode, errors } = await read("card get 5");

    expect(exitCode).toBe(1);
    expect(errors).toContain("display: Invalid input");
  });
});
