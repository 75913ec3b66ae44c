import { describe, expect, test } from "vitest";
import { InputFileError } from "../../src/errors.ts";
import { failureOf, loadTestSettings, useConfigFiles } from "./fixtures/test-settings.ts";

const file = useConfigFiles();

describe("where settings come from", () => {
  test("defaults fill what nobody gave", async () => {
    const { outcome } = await loadTestSettings([await file("a.json", { host: "db" })]);

    expect(outcome).toEqual({ host: "db", port: 5432, tls: false, log_level: "info" });
  });

  test("of several files the later one wins, setting by setting", async () => {
    const { outcome } = await loadTestSettings([
      await file("a.json", { host: "one", port: 1 }),
      await file("b.json", { host: "two", tls: true }),
    ]);

    expect(outcome).toMatchObject({ host: "two", port: 1, tls: true });
  });

  test.each(["first", "last"])(
    "the environment beats files, also when ENV stands %s",
    async (place) => {
      const path = await file("a.json", { host: "file", port: 1 });
      const configArguments = place === "first" ? ["ENV", path] : [path, "ENV"];

      const { outcome } = await loadTestSettings(configArguments, {
        env: { TARGET_X_HOST: "environment" },
      });

      expect(outcome).toMatchObject({ host: "environment", port: 1 });
    },
  );

  test("the environment is not read unless ENV asks for it", async () => {
    const { outcome } = await loadTestSettings([await file("a.json", { host: "file" })], {
      env: {
        TARGET_X_HOST: "x",
      },
    });

    expect(outcome).toMatchObject({ host: "file" });
  });

  test("a program may read it always", async () => {
    const { outcome } = await loadTestSettings([], {
      env: { TARGET_X_HOST: "x" },
      environmentAlways: true,
    });

    expect(outcome).toMatchObject({ host: "x" });
  });

  test("a null in a file and an empty variable are not given", async () => {
    const path = await file("a.json", {
      host: "file",
      port: null,
      tunnel: { host: null, port: 2 },
    });

    const { outcome } = await loadTestSettings([path, "ENV"], {
      env: { TARGET_X_HOST: "", TARGET_X_TLS: "" },
    });

    expect(outcome).toMatchObject({ host: "file", port: 5432, tls: false, tunnel: { port: 2 } });
  });

  test("a null inside of a setting that takes null is given", async () => {
    const path = await file("a.json", { host: "x", renames: { a: null }, headers: { b: null } });

    const { outcome } = await loadTestSettings([path]);

    expect(outcome).toMatchObject({ renames: { a: null }, headers: {} });
  });

  test("a file may begin with a byte order mark", async () => {
    const { outcome } = await loadTestSettings([await file("a.json", '\uFEFF{"host":"x"}')]);

    expect(outcome).toMatchObject({ host: "x" });
  });
});

describe("text becomes the type of its setting", () => {
  test.each([
    ["PORT", "port", "6000", 6000],
    ["RATIO", "ratio", "0.25", 0.25],
    ["TLS", "tls", "true", true],
    ["TLS", "tls", "1", true],
    ["TLS", "tls", "Yes", true],
    ["TLS", "tls", "on", true],
    ["TLS", "tls", "false", false],
    ["TLS", "tls", "0", false],
    ["TLS", "tls", "no", false],
    ["TLS", "tls", "OFF", false],
    ["NAMES", "names", '["a","b"]', ["a", "b"]],
    ["HEADERS", "headers", '{"a":"b"}', { a: "b" }],
    ["HOST", "host", "5", "5"],
    ["EITHER", "either", "5", 5],
    ["EITHER", "either", "five", "five"],
  ])("TARGET_X_%s: %s=%s", async (variable, name, text, expected) => {
    const { outcome } = await loadTestSettings(["ENV"], {
      env: {
        TARGET_X_HOST: "x",
        [`TARGET_X_${variable}`]: text,
      },
    });

    expect(outcome).toMatchObject({ [name]: expected });
  });

  test("in a file, too, where a runner has put an expanded variable", async () => {
    const path = await file("a.json", {
      host: "x",
      port: "6000",
      tls: "yes",
      tunnel: { port: "22" },
    });

    const { outcome } = await loadTestSettings([path]);

    expect(outcome).toMatchObject({ port: 6000, tls: true, tunnel: { port: 22 } });
  });

  test("parts of a nested setting have variables of their own, over what files say", async () => {
    const path = await file("a.json", { host: "x", tunnel: { host: "file", port: 22 } });

    const { outcome } = await loadTestSettings([path, "ENV"], {
      env: { TARGET_X_TUNNEL_PORT: "2222" },
    });

    expect(outcome).toMatchObject({ tunnel: { host: "file", port: 2222 } });
  });

  test("a nested setting may come as one object, and a part over it", async () => {
    const { outcome } = await loadTestSettings(["ENV"], {
      env: {
        TARGET_X_HOST: "x",
        TARGET_X_TUNNEL: '{"host":"whole","port":22}',
        TARGET_X_TUNNEL_HOST: "part",
      },
    });

    expect(outcome).toMatchObject({ tunnel: { host: "part", port: 22 } });
  });
});

describe("a config file that cannot be used", () => {
  test("names itself", async () => {
    const path = await file("none.json");

    const failure = await failureOf([path]);

    expect(failure).toBeInstanceOf(InputFileError);
    expect(failure.message).toBe(`cannot read config file ${path}: there is no such file`);
  });

  test("names line and column, and shows nothing of it", async () => {
    const path = await file("a.json", '{\n  "password": "s3cret"\n  "host": "x"\n}');

    const failure = await failureOf([path]);

    expect(failure.message).toBe(`config file ${path} is not JSON (line 3, column 3)`);
  });

  test.each(["[]", "5", "null"])("does not hold an object but %s", async (content) => {
    const path = await file("a.json", content);

    expect((await failureOf([path])).message).toBe(`config file ${path} must hold a JSON object`);
  });
});
