import { expect, test } from "vitest";
import { parseCommandLine } from "../../src/metabase/command-line.ts";

test.each([
  [[], {}],
  [
    [
      "--version",
      "0.57",
      "--cards",
      "50000",
      "--dashboards=2000",
      "--latency",
      "25",
      "--port",
      "3000",
    ],
    { version: "0.57", cards: 50000, dashboards: 2000, latencyMs: 25, port: 3000 },
  ],
  [
    [
      "--edition",
      "enterprise",
      "--users",
      "9",
      "--tables",
      "50000",
      "--card-bytes",
      "8000",
      "--result-rows=3000",
      "--seed",
      "7",
      "--base-path",
      "/mb",
    ],
    {
      edition: "enterprise",
      users: 9,
      tables: 50000,
      cardBytes: 8000,
      resultRows: 3000,
      seed: 7,
      basePath: "/mb",
    },
  ],
  [
    [
      "--faults",
      '[{"path":"/api/card","kind":"status","times":2},{"pattern":"^/api/user","kind":"html"}]',
    ],
    {
      faults: [
        { path: "/api/card", kind: "status", times: 2 },
        { path: /^\/api\/user/, kind: "html" },
      ],
    },
  ],
  [["--replay", "answers", "--port", "0"], { replay: "answers", port: 0 }],
])("%j becomes %j", (args, options) => {
  expect(parseCommandLine(args)).toEqual(options);
});

test("help is no option of the server", () => {
  expect(parseCommandLine(["--cards", "5", "--help"])).toBeUndefined();
});

test.each([
  [["--version", "0.48"], /--version is one of 0\.49, .*newest, not "0\.48"/],
  [["--edition", "pro"], /--edition is oss or enterprise, not "pro"/],
  [["--cards", "many"], /--cards takes a whole number, not "many"/],
  [["--replay", "answers", "--cards", "5"], /--replay goes with --port only, not with --cards/],
  [["--nonsense"], /Unknown option/],
])("%j is refused", (args, message) => {
  expect(() => parseCommandLine(args)).toThrow(message);
});
