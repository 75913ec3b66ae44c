import { PassThrough, Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { MessageError, SettingsError } from "../../src/errors.ts";
import { createLogger } from "../../src/logging/create-logger.ts";
import type { LogLevel } from "../../src/logging/logger.ts";
import { createRedactor } from "../../src/logging/redactor.ts";

function createTestLogger(format: "json" | "text", level: LogLevel = "info") {
  const lines: string[] = [];
  const output = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, callback) {
      lines.push(String(chunk));
      callback();
    },
  });
  const redactor = createRedactor();
  const now = () => new Date("2024-11-25T10:24:03.250Z");
  const logger = createLogger({ output, format, level, appName: "tap-x", redactor, now, pid: 42 });
  return { logger, redactor, lines, parsed: () => lines.map((line) => JSON.parse(line)) };
}

describe("JSON lines", () => {
  test("have the keys of the Singer SDK, and only those", () => {
    const { logger, parsed } = createTestLogger("json");

    logger.child({ stream_name: "cards" }).warn("slow", { seconds: 3 });

    expect(parsed()).toEqual([
      {
        level: "warning",
        pid: 42,
        logger_name: "tap-x",
        ts: 1732530243.25,
        thread_name: "MainThread",
        app_name: "tap-x",
        stream_name: "cards",
        message: "slow",
        extra: { seconds: 3 },
      },
    ]);
  });

  test("are one line each, whatever is in them", () => {
    const { logger, lines } = createTestLogger("json");

    logger.info("one\ntwo\u2028three");

    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^[^\n]+\n$/);
  });

  test("rename the facts that end Meltano", () => {
    const { logger, parsed } = createTestLogger("json");

    logger.info("hello", { event: 1, level: 2, self: 3, positional_args: 4, other: 5 });

    expect(parsed()[0].extra).toEqual({
      event_: 1,
      level_: 2,
      self_: 3,
      positional_args_: 4,
      other: 5,
    });
    expect(parsed()[0].level).toBe("info");
  });

  test("carry a metric where Meltano looks for it", () => {
    const { logger, parsed } = createTestLogger("json");
    const metric = {
      type: "counter",
      metric: "record_count",
      value: 5,
      tags: { stream: "a" },
    } as const;

    logger.metric(metric);

    expect(parsed()[0]).toMatchObject({ level: "info", metric_info: metric });
    expect(parsed()[0].message).toBe(`METRIC: ${JSON.stringify(metric)}`);
  });

  test("carry an exception with its traceback, its causes and its code", () => {
    const { logger, parsed } = createTestLogger("json", "debug");
    const cause = new Error("connect ECONNREFUSED");

    logger.exception(new MessageError(3, "oops", { cause }));

    const [line] = parsed();
    expect(line).toMatchObject({
      level: "error",
      message: "line 3: oops",
      exception: {
        type: "MessageError",
        module: "tap-x",
        message: "line 3: oops",
        cause: { type: "Error", message: "connect ECONNREFUSED" },
        notes: ["code: SINGER_MESSAGE"],
      },
    });
    expect(line.exception.traceback.at(-1)).toEqual({
      filename: expect.stringContaining("create-logger.test.ts"),
      function: expect.any(String),
      lineno: expect.any(Number),
      line: expect.stringContaining("create-logger.test.ts"),
    });
  });

  test.each<[LogLevel, Error, boolean]>([
    ["info", new SettingsError(["host"], { cause: new Error("why") }), false],
    ["debug", new SettingsError(["host"], { cause: new Error("why") }), true],
    ["info", new TypeError("x is not a function", { cause: new Error("why") }), true],
    ["info", Object.assign(new TypeError("x"), { code: "ERR_INVALID_ARG_TYPE" }), true],
  ])("at level %s, %o has a traceback: %s", (level, error, isTraced) => {
    const { logger, parsed } = createTestLogger("json", level);

    logger.exception(error);

    const { exception } = parsed()[0];
    expect(exception.traceback.length > 0).toBe(isTraced);
    expect((exception.cause ?? exception).traceback.length > 0).toBe(isTraced);
  });

  test("survive an error that is its own cause, and a thrown text", () => {
    const { logger, parsed } = createTestLogger("json");
    const endless = new Error("round");
    endless.cause = endless;

    logger.exception(endless);
    logger.exception("just text");

    expect(parsed()[0].exception.cause.message).toBe("round");
    expect(parsed()[1]).toMatchObject({ message: "just text", exception: { type: "string" } });
  });

  test("hold what JSON cannot", () => {
    const { logger, parsed } = createTestLogger("json");

    logger.info("facts", {
      big: 12345678901234567890n,
      error: new Error("why"),
      nothing: undefined,
    });

    expect(parsed()[0].extra).toEqual({ big: "12345678901234567890", error: "why" });
  });
});

describe("secrets", () => {
  const secret = 's3cr"t/42';

  test.each(["json", "text"] as const)("appear nowhere in a line of %s", (format) => {
    const { logger, redactor, lines } = createTestLogger(format, "debug");
    redactor.add(secret);
    const url = `https://x/?key=${encodeURIComponent(secret)}`;
    const basic = Buffer.from(`user:${secret}`).toString("base64");
    const cause = new Error(`Basic ${basic} refused`, {
      cause: new Error(JSON.stringify({ secret })),
    });

    logger
      .child({ stream_name: secret, [secret]: 1 })
      .error(`tried ${secret}`, { url, deep: [{ secret }] });
    logger.exception(new Error(`GET ${url}`, { cause }));
    logger.metric({ type: "timer", metric: "http_request_duration", value: 1, tags: { url } });

    const all = lines.join("");
    for (const spelling of [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      basic,
    ]) {
      expect(all).not.toContain(spelling);
    }
    expect(all).toContain("***");
  });

  test.each(["info", "1732530243", "42", "message", "MainThread"])(
    "a secret %j leaves the line whole JSON with its keys",
    (unlucky) => {
      const { logger, redactor, parsed } = createTestLogger("json");
      redactor.add(unlucky);

      logger.info(`say ${unlucky}`, { number: 1732530243, other: 42 });

      expect(parsed()[0]).toMatchObject({ level: "info", message: "say ***", pid: 42 });
    },
  );

  test("a secret of digits is not shown as a number", () => {
    const { logger, redactor, lines } = createTestLogger("json");
    redactor.add("987654321");

    logger.info("pin", { pin: 987654321, list: [987654321] });

    expect(lines.join("")).not.toContain("987654321");
  });
});

describe("readable lines", () => {
  test("show time, level, program, stream, message and facts", () => {
    const { logger, lines } = createTestLogger("text");

    logger.info("done", { stream_name: "cards", rows: 3, left: undefined, why: "end" });

    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d INFO {4}tap-x cards: done rows=3 why=end\n$/);
  });

  test("are one line each, and nothing in them moves the cursor", () => {
    const { logger, lines } = createTestLogger("text");

    logger.warn("one\n  two \u001b[2Jthree");

    expect(lines[0]).toMatch(/WARNING tap-x one two \[2Jthree\n$/);
  });

  test("show an error without its stack, and with it at level debug", () => {
    const { logger, lines } = createTestLogger("text");

    logger.exception(new MessageError(3, "oops"));
    logger.setLevel("debug");
    logger.exception(new MessageError(3, "oops"));

    expect(lines[0]).toMatch(/ERROR {3}tap-x line 3: oops\n$/);
    expect(lines[1]).toMatch(/ERROR {3}tap-x line 3: oops\nMessageError: line 3: oops\n *at /);
  });

  test("show the type of an error that nobody foresaw", () => {
    const { logger, lines } = createTestLogger("text");

    logger.exception(new TypeError("x is not a function"));

    expect(lines[0]).toMatch(/tap-x TypeError: x is not a function\n$/);
  });

  test("show metrics as the specification spells them, when everything is shown", () => {
    const { logger, lines } = createTestLogger("text");
    logger.setLevel("info");
    logger.metric({ type: "counter", metric: "batch_count", value: 1, tags: {} });
    logger.setLevel("debug");

    logger.metric({ type: "counter", metric: "record_count", value: 5, tags: {} });

    expect(lines[0]).toContain(
      'METRIC: {"type":"counter","metric":"record_count","value":5,"tags":{}}',
    );
  });
});

describe("levels", () => {
  const levels = ["debug", "info", "warning", "error"] as const;

  test.each(levels.map((level, index) => [level, levels.slice(index)] as const))(
    "%s shows %j",
    (level, shown) => {
      const { logger, parsed } = createTestLogger("json", level);

      logger.debug("a");
      logger.info("b");
      logger.warn("c");
      logger.error("d");

      expect(parsed().map((line) => line.level)).toEqual(shown);
    },
  );

  test("a change reaches children that exist", () => {
    const { logger, lines } = createTestLogger("json");
    const child = logger.child({ stream_name: "a" });

    child.debug("not shown");
    logger.setLevel("debug");
    child.debug("shown");

    expect(lines).toHaveLength(1);
  });
});

test("an output that is gone does not stop the program", () => {
  const output = new PassThrough();
  output.on("error", () => {});
  output.destroy();
  const redactor = createRedactor();
  const logger = createLogger({ output, format: "text", level: "info", appName: "x", redactor });

  expect(() => logger.info("hello")).not.toThrow();
});
