import { describe, expect, test } from "vitest";
import { settingsSchema } from "../src/settings.ts";
import { streams } from "../src/streams/index.ts";
import { runTap } from "./run-tap.ts";
import { startServer } from "./start-server.ts";

const unusable = ["--config", "/does/not/exist.json"];

describe("a flag that can do without a valid configuration looks at none", () => {
  test("--version", async () => {
    const run = await runTap({ flags: [...unusable, "--version"] });

    expect(run.error).toBeUndefined();
    expect(run.stdout).toMatch(/^tap-metabase \d+\.\d+\.\d+\n$/);
  });

  test("--help names every flag", async () => {
    const { stdout } = await runTap({ flags: [...unusable, "--help"] });

    for (const flag of ["config", "catalog", "properties", "state", "discover", "test", "about"]) {
      expect(stdout).toContain(`--${flag}`);
    }
  });

  test.each(["json", "markdown", "text"])(
    "--about --format %s names every setting",
    async (format) => {
      const { stdout } = await runTap({ flags: [...unusable, "--about", "--format", format] });

      for (const name of Object.keys(settingsSchema.properties)) expect(stdout).toContain(name);
    },
  );

  test("--discover, with everything that Meltano sends along", async () => {
    const run = await runTap({ config: {}, state: {}, catalog: {}, flags: ["--discover"] });

    expect(run.error).toBeUndefined();
    const catalog = JSON.parse(run.stdout) as { streams: { tap_stream_id: string }[] };
    expect(catalog.streams.map((entry) => entry.tap_stream_id)).toEqual(
      streams.map(({ name }) => name),
    );
    expect(Math.max(...run.stdout.split("\n").map((line) => line.length))).toBeLessThan(65_536);
  });
});

describe("settings", () => {
  test.each([
    ["a missing base_url", { api_key: "mb_x" }, /base_url.*TAP_METABASE_BASE_URL/],
    ["a number out of range", { base_url: "http://x", max_drop_percent: 101 }, /max_drop_percent/],
    [
      "a stream that does not exist",
      { base_url: "http://x", api_key: "mb_x", required_streams: ["card"] },
      /"required_streams" names card, which does not exist: did you mean cards\?$/,
    ],
    [
      "a question that no setting chooses",
      { base_url: "http://x", api_key: "mb_x", required_streams: ["question_12"] },
      /"required_streams" names question_12, .* put 12 into the setting "question_results"$/,
    ],
    ["no way in", { base_url: "http://x" }, /api_key.*username.*session_token/],
    [
      "two ways in",
      { base_url: "http://x", api_key: "mb_x", username: "u", password: "p" },
      /api_key.*username/,
    ],
    ["an address that is none", { base_url: "metabase", api_key: "mb_x" }, /base_url/],
  ])("%s is one line that names the setting", async (_, config, expected) => {
    const run = await runTap({ config });

    expect(run.stdout).toBe("");
    expect(String((run.error as Error).message)).toMatch(expected);
    expect(String((run.error as Error).message)).not.toContain("\n");
  });

  test("come from the environment with --config ENV", async () => {
    const server = await startServer();

    const run = await runTap({
      flags: ["--config", "ENV", "--test"],
      env: {
        TAP_METABASE_BASE_URL: server.url,
        TAP_METABASE_API_KEY: server.keys.admin,
        TAP_METABASE_STREAM_GROUPS: '["people"]',
      },
    });

    expect(run.error).toBeUndefined();
    expect(run.stdout).toMatch(/Streams .*can be read/);
  });

  test("an unknown one is a warning", async () => {
    const server = await startServer();

    const run = await runTap({
      config: { base_url: server.url, api_key: server.keys.admin, colour: "red" },
      flags: ["--test"],
    });

    expect(run.error).toBeUndefined();
    expect(run.logs.map(({ message }) => message).join("\n")).toContain("colour");
  });
});

describe("files that flags name", () => {
  test.each([
    ["catalog", /catalog \/nowhere\.json: there is no such file/],
    ["properties", /catalog \/nowhere\.json: there is no such file/],
    ["state", /state \/nowhere\.json: there is no such file/],
  ])("--%s that is not there is named", async (flag, expected) => {
    const run = await runTap({
      config: { base_url: "http://127.0.0.1:1", api_key: "mb_x" },
      flags: [`--${flag}`, "/nowhere.json"],
    });

    expect(String(run.error)).toMatch(expected);
  });

  test("the state of another instance is refused before anything is read", async () => {
    const server = await startServer();

    const run = await runTap({
      config: { base_url: server.url, api_key: server.keys.admin },
      state: { format: 1, instance: "elsewhere.example.com", bookmarks: {} },
    });

    expect(String(run.error)).toMatch(/the state belongs to elsewhere\.example\.com/);
    expect(server.requests).toEqual([]);
  });
});
