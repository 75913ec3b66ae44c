import { expect, test } from "vitest";
import { get, logIn, serve } from "../serve.ts";

test("people see their own logins, newest first", async () => {
  const server = await serve();
  const { email, password } = server.accounts.analyst;
  const session = (await logIn(server, { username: email, password })).json.id;

  const answer = await get(server, "/api/login-history/current", { "x-metabase-session": session });

  const instants = answer.json.map((row: { timestamp: string }) => Date.parse(row.timestamp));
  expect(Object.keys(answer.json[0])).toEqual([
    "timestamp",
    "device_description",
    "ip_address",
    "location",
    "timezone",
    "active",
  ]);
  expect(instants).toEqual([...instants].sort((one, other) => other - one));
});

test("an API key never logged in", async () => {
  const server = await serve();

  expect((await get(server, "/api/login-history/current")).json).toEqual([]);
});
