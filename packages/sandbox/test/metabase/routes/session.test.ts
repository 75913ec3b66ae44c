import { expect, test } from "vitest";
import { get, logIn, serve } from "../serve.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

test("the right password opens a session that the header carries", async () => {
  const server = await serve();
  const { email, password } = server.accounts.analyst;

  const login = await logIn(server, { username: email, password });
  const current = await get(server, "/api/user/current", { "x-metabase-session": login.json.id });

  expect(login.status).toBe(200);
  expect(Object.keys(login.json)).toEqual(["id"]);
  expect(login.headers.get("set-cookie")).toContain(`metabase.SESSION=${login.json.id};`);
  expect(current.json.email).toBe(email);
});

test.each([
  ["a wrong password", "admin", { password: "no" }, { password: "did not match stored password" }],
  [
    "an unknown user",
    "admin",
    { username: "nobody@example.com" },
    { password: "did not match stored password" },
  ],
  ["an account that is switched off", "deactivated", {}, { _error: "Your account is disabled." }],
] as const)("%s is a 401 that says so in errors only", async (_case, account, wrong, errors) => {
  const server = await serve();
  const { email, password } = server.accounts[account];

  const login = await logIn(server, { username: email, password, ...wrong });

  expect(login.status).toBe(401);
  expect(login.json).toEqual({ errors });
});

test.each([[{}], [{ username: "a@b.c" }], [{ username: " ", password: "x" }], ["text"]])(
  "a login without both fields is a 400: %j",
  async (body) => {
    const server = await serve();

    const login = await logIn(server, body);

    expect(login.status).toBe(400);
    expect(Object.values(login.json.errors)).toContain("value must be a non-blank string.");
  },
);

test("after ten failures the right password is throttled too, and every try makes the wait longer", async () => {
  let time = Date.UTC(2026, 0, 1);
  const server = await serve({ now: () => new Date(time) });
  const { email, password } = server.accounts.admin;
  for (let failures = 0; failures < 10; failures += 1) {
    await logIn(server, { username: email, password: "no" });
  }

  const first = await logIn(server, { username: email, password });
  const second = await logIn(server, { username: email.toUpperCase(), password });
  time += 60 * 60 * 1000;
  const anHourLater = await logIn(server, { username: email, password });

  expect(first.status).toBe(401);
  expect(first.json.errors.username).toBe(
    "Too many attempts! You must wait 15 seconds before trying again.",
  );
  expect(second.json.errors.username).toContain("wait 42 seconds");
  expect(anHourLater.status).toBe(200);
});

test("fifty failures from one address throttle every user name", async () => {
  const server = await serve();
  for (let failures = 0; failures < 50; failures += 1) {
    await logIn(server, { username: `${failures}@example.com`, password: "no" });
  }

  const { email, password } = server.accounts.admin;
  const login = await logIn(server, { username: email, password });

  expect(login.json.errors.username).toContain("Too many attempts!");
});

test("a session ends fourteen days after it was opened, used or not", async () => {
  let time = Date.UTC(2026, 0, 1);
  const server = await serve({ now: () => new Date(time) });
  const { email, password } = server.accounts.admin;
  const { id } = (await logIn(server, { username: email, password })).json;
  const ask = () => get(server, "/api/user/current", { "x-metabase-session": id });

  time += 14 * DAY_MS - 1;
  const lastMoment = await ask();
  time += 1;
  const after = await ask();

  expect(lastMoment.status).toBe(200);
  expect([after.status, after.text]).toEqual([401, "Unauthenticated"]);
});

test("logging out ends the session once", async () => {
  const server = await serve();
  const { email, password } = server.accounts.admin;
  const { id } = (await logIn(server, { username: email, password })).json;
  const headers = { "x-metabase-session": id };
  const logOut = () => fetch(`${server.url}/api/session`, { method: "DELETE", headers });

  const first = await logOut();
  const second = await logOut();

  expect(first.status).toBe(204);
  expect([second.status, await second.text()]).toEqual([404, "Not found."]);
  expect((await get(server, "/api/user/current", headers)).status).toBe(401);
});

test("sessions end when all are ended, and when their owner is switched off", async () => {
  const server = await serve();
  const { email, password } = server.accounts.analyst;
  const open = async () => {
    const { id } = (await logIn(server, { username: email, password })).json;
    return { "x-metabase-session": id };
  };

  const before = await open();
  server.expireSessions();
  const expired = await get(server, "/api/user/current", before);
  const next = await open();
  server.setUserActive(2, false);
  const switchedOff = await get(server, "/api/user/current", next);

  expect([expired.status, switchedOff.status]).toEqual([401, 401]);
});

test("an open session wins over an API key; one that ended does not", async () => {
  const server = await serve();
  const { email, password } = server.accounts.analyst;
  const { id } = (await logIn(server, { username: email, password })).json;
  const headers = { "x-metabase-session": id, "x-api-key": server.keys.admin };

  const open = await get(server, "/api/user/current", headers);
  server.expireSessions();
  const ended = await get(server, "/api/user/current", headers);

  expect(open.json.email).toBe(email);
  expect(ended.json.email).toMatch(/@api-key\.invalid$/);
});

test.each([
  ["0.54", { status: 401, text: "Password login is disabled for this instance." }],
  [
    "newest",
    { status: 401, text: '{"errors":{"_error":"Password login is disabled for this instance."}}' },
  ],
] as const)(
  "version %s says in its own way that passwords are no way in",
  async (version, told) => {
    const server = await serve({ version, passwordLogin: false });
    const { email, password } = server.accounts.admin;

    expect(await logIn(server, { username: email, password })).toMatchObject(told);
  },
);

test.each([
  ["newest", "enterprise", ["mfa_required", "methods", "challenge_token"]],
  ["newest", "oss", ["id"]],
  ["0.57", "enterprise", ["id"]],
] as const)(
  "with a second factor required, %s %s answers 200 with %j",
  async (version, edition, keys) => {
    const server = await serve({ version, edition, multiFactor: true });
    const { email, password } = server.accounts.admin;

    const login = await logIn(server, { username: email, password });

    expect(login.status).toBe(200);
    expect(Object.keys(login.json)).toEqual(keys);
  },
);
