import { describe, expect, test } from "vitest";
import { SettingsError } from "../../src/errors.ts";
import { failureOf, loadTestSettings, useConfigFiles } from "./fixtures/test-settings.ts";

const file = useConfigFiles();

describe("an unknown setting", () => {
  test("is a warning, and is left out", async () => {
    const path = await file("a.json", {
      host: "x",
      colour: "vermilion",
      tunnel: { colour: 1, port: 22 },
    });

    const { outcome, log } = await loadTestSettings([path]);

    expect(outcome).toEqual({
      host: "x",
      port: 5432,
      tls: false,
      log_level: "info",
      tunnel: { port: 22 },
    });
    expect(log.join("")).toMatch(/unknown setting "colour".*\n.*unknown setting "tunnel.colour"/);
    expect(log.join("")).not.toContain("vermilion");
  });

  test("comes with the name that was probably meant", async () => {
    const { log } = await loadTestSettings([
      await file("a.json", { host: "x", log_leval: "info", tunnel: { prt: 22 } }),
    ]);

    expect(log.join("")).toMatch(/"log_leval" is ignored; did you mean "log_level"/);
    expect(log.join("")).toMatch(/"tunnel.prt" is ignored; did you mean "tunnel.port"/);
  });

  test.each(["constructor", "__proto__", "toString"])("may be named %s", async (name) => {
    const { outcome, log } = await loadTestSettings([
      await file("a.json", `{"host":"x","${name}":{"port":7}}`),
    ]);

    expect(outcome).toMatchObject({ host: "x", port: 5432 });
    expect(log.join("")).toContain(`unknown setting "${name}"`);
  });
});

describe("an unknown environment variable", () => {
  test("with the program's prefix is a warning, with the one that was probably meant", async () => {
    const { log } = await loadTestSettings(["ENV"], {
      env: {
        TARGET_X_HOST: "x",
        TARGET_X_PROT: "1",
        TARGET_X_TUNNEL_KYE: "hidden",
        TARGET_X_COLOUR: "vermilion",
      },
    });

    expect(log.join("")).toMatch(
      /unknown environment variable "TARGET_X_PROT" is ignored; did you mean "TARGET_X_PORT"\?\n.*"TARGET_X_TUNNEL_KYE" is ignored; did you mean "TARGET_X_TUNNEL_KEY"\?\n.*"TARGET_X_COLOUR" is ignored\n/,
    );
    expect(log.join("")).not.toMatch(/hidden|vermilion/);
  });

  test("is no matter where the environment is not read", async () => {
    const { log } = await loadTestSettings([await file("a.json", { host: "x" })], {
      env: { TARGET_X_PROT: "1" },
    });

    expect(log).toEqual([]);
  });

  test("is none that is empty, that a runner sets beside settings, or that is part of an object", async () => {
    const { log } = await loadTestSettings(["ENV"], {
      env: {
        TARGET_X_HOST: "x",
        TARGET_X_PROT: "",
        TARGET_X_LOGLEVEL: "info",
        TARGET_X__LOAD_SCHEMA: "raw",
        TARGET_X_RENAMES_ORDERS: "o",
        TARGET_XY: "1",
        TARGET_POSTGRES_PROT: "1",
      },
    });

    expect(log).toEqual([]);
  });
});

describe("a wrong setting is one sentence", () => {
  test("with its variable and the file it came from", async () => {
    const path = await file("target.json", { host: "x", port: "abc" });

    const failure = await failureOf([path]);

    expect(failure).toBeInstanceOf(SettingsError);
    expect(failure.message).toBe(
      `setting "port" (TARGET_X_PORT, file ${path}) must be integer, got "abc"`,
    );
  });

  test.each([
    [
      { PORT: "abc" },
      'setting "port" (environment variable TARGET_X_PORT) must be integer, got "abc"',
    ],
    [{ PORT: "0" }, 'setting "port" (environment variable TARGET_X_PORT) must be >= 1, got 0'],
    [
      { TLS: "maybe" },
      'setting "tls" (environment variable TARGET_X_TLS) must be boolean, got "maybe"',
    ],
    [
      { MODE: "x" },
      'setting "mode" (environment variable TARGET_X_MODE) must be one of "append", "upsert", got "x"',
    ],
    [
      { NAMES: "a,b" },
      'setting "names" (environment variable TARGET_X_NAMES) must be array (as JSON), got "a,b"',
    ],
    [
      { TUNNEL_PORT: "x" },
      'setting "tunnel.port" (environment variable TARGET_X_TUNNEL_PORT) must be integer, got "x"',
    ],
  ])("%j", async (variables, message) => {
    const env = Object.entries(variables).map(([name, value]) => [`TARGET_X_${name}`, value]);

    const failure = await failureOf(["ENV"], {
      env: { TARGET_X_HOST: "x", ...Object.fromEntries(env) },
    });

    expect(failure.message).toBe(message);
  });

  test("that is missing says where to set it", async () => {
    const path = await file("target.json", {});

    expect((await failureOf([path])).message).toBe(
      `setting "host" is missing: set it in ${path}, or set TARGET_X_HOST and give --config ENV`,
    );
    expect((await failureOf([])).message).toBe(
      'setting "host" is missing: set it in a file given by --config, or set TARGET_X_HOST and give --config ENV',
    );
  });

  test.each([
    [
      { kind: "x", index: [] },
      /^setting "tables.a" \(TARGET_X_TABLES, file .*\) must not have "index", only kind, indexes, got/,
    ],
    [{}, /^setting "tables.a.kind" is missing: set it in .*, or set TARGET_X_TABLES and/],
  ])("in an object of any names: %o", async (table, message) => {
    const failure = await failureOf([await file("a.json", { host: "x", tables: { a: table } })]);

    expect(failure.message).toMatch(message);
  });

  test("and several are told together, in one line", async () => {
    const failure = await failureOf(["ENV"], { env: { TARGET_X_PORT: "a", TARGET_X_TLS: "b" } });

    expect(failure).toMatchObject({ code: "SINGER_SETTINGS", problems: { length: 3 } });
    expect(failure.message).not.toContain("\n");
  });

  test("never shows the value of a secret", async () => {
    const failure = await failureOf(["ENV"], {
      env: {
        TARGET_X_HOST: "x",
        TARGET_X_PASSWORD: "s3cret",
        TARGET_X_TUNNEL_KEY: "k3y",
        TARGET_X_HEADERS: '{"x-token":4711}',
      },
    });

    expect(failure.message).toContain('setting "password"');
    expect(failure.message).toContain('setting "tunnel.key"');
    expect(failure.message).toContain('setting "headers.x-token"');
    expect(failure.message).not.toMatch(/s3cret|k3y|4711/);
  });
});

describe("secrets", () => {
  test("are known to the redactor, at any depth, and in URLs unasked", async () => {
    const path = await file("a.json", {
      host: "https://ada:p%40ssw0rd@db.example.org/x",
      password: "s3cret-password",
      headers: { "x-token": "t0ken-value" },
      tunnel: { key: "tunnel-k3y" },
    });

    const { redactor } = await loadTestSettings([path]);

    expect(redactor.redact("p%40ssw0rd p@ssw0rd s3cret-password t0ken-value tunnel-k3y ada")).toBe(
      "*** *** *** *** *** ada",
    );
  });

  test("are known even when the settings are refused", async () => {
    const { redactor } = await loadTestSettings(["ENV"], {
      env: { TARGET_X_PASSWORD: "s3cret-password" },
    });

    expect(redactor.redact("s3cret-password")).toBe("***");
  });
});

test.each([
  ["debug", true],
  ["error", false],
])("log_level %s takes effect", async (level, isShown) => {
  const { logger, log } = await loadTestSettings(["ENV"], {
    env: { TARGET_X_HOST: "x", TARGET_X_LOG_LEVEL: level },
  });

  logger.debug("details");

  expect(log.length > 0).toBe(isShown);
});

test("the default of log_level does not undo what the environment asked of the logger", async () => {
  const { logger, log } = await loadTestSettings(["ENV"], {
    env: { TARGET_X_HOST: "x" },
    level: "debug",
  });

  logger.debug("details");

  expect(log).toHaveLength(1);
});
