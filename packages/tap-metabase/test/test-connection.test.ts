import type { MetabaseOptions } from "@singer-metabase/sandbox";
import { describe, expect, test } from "vitest";
import { catalogOf } from "./catalog-of.ts";
import { runTap } from "./run-tap.ts";
import { startServer } from "./start-server.ts";

describe("--test writes one page", () => {
  test("about the server, the account, its rights and every stream", async () => {
    const server = await startServer({ version: "0.57" });

    const run = await runTap({
      config: { base_url: server.url, api_key: server.keys.admin },
      flags: ["--test"],
    });

    expect(run.error).toBeUndefined();
    expect(run.stdout).toContain(server.url);
    expect(run.stdout).toContain("v0.57");
    expect(run.stdout).toMatch(/Account .*@api-key\.invalid/);
    expect(run.stdout).toMatch(/Rights .*administrator: sees everything/);
    expect(run.stdout).toMatch(/Streams .*\d+ of the \d+ selected ones can be read/);
  });

  test("that asks for what a run would read, and names the rest", async () => {
    const server = await startServer();
    const config = { base_url: server.url, api_key: server.keys.admin };

    const byDefault = await runTap({ config, flags: ["--test"] });
    server.clearRequests();
    const chosen = await runTap({
      config: { ...config, stream_groups: ["people"] },
      catalog: catalogOf("permission_groups", "cards"),
      flags: ["--test"],
    });

    expect(byDefault.stdout).toMatch(/^Others .*not selected.* revisions/m);
    expect(byDefault.stdout).not.toMatch(/(yes|no) +revisions/);
    expect(chosen.stdout).toContain("1 of the 1 selected ones can be read");
    expect(chosen.stdout).toMatch(/^Others .* cards/m);
    expect(server.requests.some(({ path }) => path === "/api/card")).toBe(false);
  });

  test("that says which streams an ordinary account cannot read, and what they need", async () => {
    const server = await startServer();

    const run = await runTap({
      config: { base_url: server.url, api_key: server.keys.analyst },
      flags: ["--test"],
    });

    expect(run.error).toBeUndefined();
    expect(run.stdout).toMatch(/Rights .*no administrator/);
    expect(run.stdout).toMatch(/yes {2}cards/);
    expect(run.stdout).toMatch(/no {3}users .*403.*needs: administrator/);
  });

  test("with as few requests for a large instance as for a small one", async () => {
    const requestsFor = async (options: MetabaseOptions) => {
      const server = await startServer(options);
      await runTap({
        config: { base_url: server.url, api_key: server.keys.admin },
        flags: ["--test"],
      });
      return server.requests.map(({ path }) => path).sort();
    };

    expect(await requestsFor({ cards: 5000, dashboards: 500, users: 800 })).toEqual(
      await requestsFor({ cards: 50, dashboards: 5, users: 10 }),
    );
  });

  test("that counts what a first run will ask for", async () => {
    const server = await startServer({ dashboards: 40 });
    const config = { base_url: server.url, api_key: server.keys.admin, token_cache: false };

    const page = await runTap({ config, flags: ["--test"] });
    server.clearRequests();
    const run = await runTap({ config: { ...config, detail_max_age_days: 0 } });
    const [, requests, lists] =
      /First run +about (\d+) requests \((\d+) lists/.exec(page.stdout) ?? [];

    expect(run.error).toBeUndefined();
    expect(Number(lists)).toBeGreaterThan(10);
    expect(Number(requests) / server.requests.length).toBeGreaterThan(0.7);
    expect(Number(requests) / server.requests.length).toBeLessThan(1.3);
  });
});

test("--test fails when a required stream cannot be read", async () => {
  const server = await startServer();

  const run = await runTap({
    config: {
      base_url: server.url,
      api_key: server.keys.analyst,
      required_streams: ["users"],
    },
    flags: ["--test"],
  });

  expect(run.stdout).toMatch(/no {3}users/);
  expect(run.error).toMatchObject({ streams: ["users"] });
});

test.each([
  ["a wrong key", (key: string) => ({ api_key: `${key}x` }), /401|api_key/],
  ["a wrong password", () => ({ username: "nobody@example.com", password: "wrong" }), /password/],
])("--test with %s fails with one line", async (_, credentials, expected) => {
  const server = await startServer();

  const run = await runTap({
    config: { base_url: server.url, token_cache: false, ...credentials(server.keys.admin) },
    flags: ["--test"],
  });

  expect(run.stdout).toBe("");
  expect(String(run.error)).toMatch(expected);
});
