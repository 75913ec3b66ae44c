import { describe, expect, test } from "vitest";
import { catalogOf, fewStreams } from "../catalog-of.ts";
import { activatedIn, complaintsOf, recordsOf, runTap } from "../run-tap.ts";
import { startAlteredServer, startServer } from "../start-server.ts";

describe("a stream that the server does not offer", () => {
  test.each([
    [402, /needs edition Pro or Enterprise \(\/api\/permissions\/membership answers 402\)/],
    [403, /forbidden for this principal \(.*membership answers 403\).*Administrators/],
    [404, /missing route on 0\.64 \(.*membership answers 404\)/],
  ])("is left out with one warning that says why: %i", async (status, reason) => {
    const server = await startServer({
      faults: [{ path: "/api/permissions/membership", kind: "status", status }],
    });

    const run = await runTap({
      catalog: fewStreams,
      config: { base_url: server.url, api_key: server.keys.admin },
    });

    expect(run.error).toBeUndefined();
    expect(
      run.messages.some((message) => "stream" in message && message.stream === "group_memberships"),
    ).toBe(false);
    expect(complaintsOf(run).filter((line) => reason.test(line))).toHaveLength(1);
  });

  test("fails the run when it is required, after the others had their turn", async () => {
    const server = await startServer({
      faults: [{ path: "/api/permissions/membership", kind: "status", status: 403 }],
    });

    const run = await runTap({
      catalog: fewStreams,
      config: {
        base_url: server.url,
        api_key: server.keys.admin,
        required_streams: ["group_memberships"],
      },
    });

    expect(run.error).toMatchObject({ streams: ["group_memberships"] });
    expect(activatedIn(run)).toContain("native_query_snippets");
  });

  test("takes what depends on it with it", async () => {
    const server = await startServer({
      faults: [{ path: /^\/api\/dashboard\?/, kind: "status", status: 404 }],
    });

    const run = await runTap({
      catalog: fewStreams,
      config: { base_url: server.url, api_key: server.keys.admin },
    });

    expect(run.error).toBeUndefined();
    expect(activatedIn(run)).not.toContain("dashboards");
    expect(activatedIn(run)).not.toContain("dashboard_cards");
  });
});

test("any other failure fails the run after the other streams had their turn", async () => {
  const server = await startServer({
    faults: [{ path: "/api/permissions/membership", kind: "html" }],
  });

  const run = await runTap({
    catalog: fewStreams,
    config: { base_url: server.url, api_key: server.keys.admin, max_retries: 0 },
  });

  expect(run.error).toMatchObject({ streams: ["group_memberships"] });
  expect(activatedIn(run)).toHaveLength(fewStreams.streams.length - 1);
});

test("an ordinary account gets what it may see, and a warning for each administrator's stream", async () => {
  const server = await startServer();

  const run = await runTap({
    catalog: fewStreams,
    config: { base_url: server.url, api_key: server.keys.analyst },
  });

  expect(run.error).toBeUndefined();
  expect(recordsOf(run, "cards").length).toBeGreaterThan(0);
  expect(complaintsOf(run).filter((line) => /answers 403/.test(line))).toHaveLength(4);
});

test("a value of another type goes to _extra, with one warning; a key of another type fails its stream alone", async () => {
  const server = await startAlteredServer({
    "/api/user": ({ data, ...page }: { data: object[] }) => ({
      ...page,
      data: data.map((user) => ({ ...user, locale: { language: "en" } })),
    }),
    "/api/permissions/group": (groups: object[]) =>
      groups.map((group) => ({ ...group, id: "one" })),
  });

  const run = await runTap({
    catalog: fewStreams,
    config: { base_url: server.url, api_key: server.keys.admin },
  });

  const people = recordsOf(run, "users");
  expect(people.every((user) => user["locale"] === null)).toBe(true);
  expect(people[0]?.["_extra"]).toEqual({ locale: { language: "en" } });
  expect(activatedIn(run)).toContain("users");
  const warnings = complaintsOf(run).filter((line) => line.startsWith("locale"));
  expect(warnings).toEqual([
    expect.stringMatching(/type that the schema does not expect/),
    expect.stringMatching(`${people.length} values`),
  ]);
  expect(run.error).toMatchObject({ streams: ["permission_groups"] });
});

test("a value that does not fit an allow-list is left out, and not said to be anywhere", async () => {
  const server = await startAlteredServer({
    "/api/database": ({ data, ...envelope }: { data: object[] }) => ({
      ...envelope,
      data: data.map((database) => ({ ...database, timezone: { name: "UTC" } })),
    }),
  });

  const run = await runTap({
    catalog: catalogOf("databases"),
    config: { base_url: server.url, api_key: server.keys.admin },
  });

  const warnings = complaintsOf(run).filter((line) => line.startsWith("timezone"));
  expect(warnings).toEqual([
    expect.stringMatching(/such values are left out$/),
    expect.stringMatching(/did not fit the schema and were left out$/),
  ]);
  expect(run.stdout).not.toContain('"name":"UTC"');
});
