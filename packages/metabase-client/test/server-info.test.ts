import { expect, test } from "vitest";
import { toServerInfo } from "../src/server-info.ts";
import { connect, watch } from "./connect.ts";
import { answerJson, serveMetabase, serveOddly } from "./serve.ts";

test.each([
  [{ version: { tag: "v0.57.2" } }, { tag: "v0.57.2", major: 57, edition: "oss" }],
  [{ version: { tag: "v1.50.21-SNAPSHOT" } }, { major: 50, edition: "enterprise" }],
  [{ version: { tag: "0.49.1" } }, { major: 49, edition: "oss" }],
  [{ version: { tag: "vLOCAL_DEV" } }, { tag: "vLOCAL_DEV", major: Number.POSITIVE_INFINITY }],
  [{ version: null }, { tag: undefined, major: Number.POSITIVE_INFINITY, edition: "oss" }],
  [{}, { features: {}, siteName: undefined, hasUserSetup: true }],
  [
    { version: { tag: "v0.57.2" }, "token-features": { sandboxes: true, scim: false, x: null } },
    { edition: "enterprise", features: { sandboxes: true, scim: false, x: false } },
  ],
  [
    { "has-user-setup": false, "site-name": "Acme" },
    { hasUserSetup: false, siteName: "Acme" },
  ],
])("%o reads as %o", (properties, expected) => {
  expect(toServerInfo(properties)).toMatchObject(expected);
});

test.each([
  ["0.49", "oss", 49],
  ["0.57", "enterprise", 57],
] as const)("a %s server of the %s edition is recognised", async (version, edition, major) => {
  const { url } = await serveMetabase({ version, edition });

  expect(await connect({ baseUrl: url }).serverInfo()).toMatchObject({ major, edition });
});

test("the server is asked once, without credentials", async () => {
  const server = await serveMetabase();
  const client = connect({ baseUrl: server.url, authentication: { username: "a", password: "b" } });

  const [first, second] = await Promise.all([client.serverInfo(), client.serverInfo()]);
  const third = await client.serverInfo();

  expect(first).toBe(second);
  expect(first).toBe(third);
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]?.headers).not.toHaveProperty("x-metabase-session");
});

test("a failed question is asked again by the next caller", async () => {
  const server = await serveMetabase({ faults: [{ path: /properties/, kind: "html", times: 1 }] });
  const client = connect({ baseUrl: server.url });

  await expect(client.serverInfo()).rejects.toThrow("HTML");

  expect(await client.serverInfo()).toMatchObject({ hasUserSetup: true });
});

test.each([
  ["no version", answerJson("{}")],
  ["a 403", answerJson("forbidden", 403)],
])("%s is taken for the newest version, with a warning", async (_what, answer) => {
  const { url } = await serveOddly(answer);
  const { client, lines } = watch({ baseUrl: url });

  expect((await client.serverInfo()).major).toBe(Number.POSITIVE_INFINITY);
  expect(lines).toEqual([expect.stringMatching(/^warn: .*newest/)]);
});
