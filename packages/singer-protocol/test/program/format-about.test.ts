import { expect, test } from "vitest";
import { describeSettings } from "../../src/program/describe-settings.ts";
import { formatAbout } from "../../src/program/format-about.ts";
import type { SettingsSchema } from "../../src/program/settings-schema.ts";

const settings = {
  type: "object",
  required: ["host"],
  properties: {
    host: { type: "string", description: "Where it is." },
    port: { type: ["integer", "null"], default: 5432, description: "Port | socket." },
    password: { type: "string", secret: true, description: "Password." },
    ratio: { type: "number" },
    tls: { type: "boolean", default: false },
    names: { type: "array" },
    headers: { type: "object" },
    tunnel: {
      type: "object",
      required: ["host"],
      properties: { host: { type: "string" }, key: { type: "string", secret: true } },
    },
  },
} as const satisfies SettingsSchema;

const program = {
  name: "target-x",
  description: "Loads x.",
  version: "1.2.3",
  capabilities: ["about", "activate-version"],
  settings,
};

test("settings become rows, nested ones with dots", () => {
  const rows = describeSettings("target-x", settings);

  expect(
    rows.map(({ name, kind, secret, required, environmentVariable }) => [
      name,
      kind,
      secret,
      required,
      environmentVariable,
    ]),
  ).toEqual([
    ["host", "string", false, true, "TARGET_X_HOST"],
    ["port", "integer", false, false, "TARGET_X_PORT"],
    ["password", "string", true, false, "TARGET_X_PASSWORD"],
    ["ratio", "decimal", false, false, "TARGET_X_RATIO"],
    ["tls", "boolean", false, false, "TARGET_X_TLS"],
    ["names", "array", false, false, "TARGET_X_NAMES"],
    ["headers", "object", false, false, "TARGET_X_HEADERS"],
    ["tunnel.host", "string", false, true, "TARGET_X_TUNNEL_HOST"],
    ["tunnel.key", "string", true, false, "TARGET_X_TUNNEL_KEY"],
  ]);
  expect(rows[1]).toMatchObject({ default: 5432, description: "Port | socket." });
});

test("--about as JSON has the keys of the Singer SDK", () => {
  expect(JSON.parse(formatAbout(program, "json"))).toEqual({
    name: "target-x",
    description: "Loads x.",
    version: "1.2.3",
    sdk_version: null,
    supported_python_versions: [],
    capabilities: ["about", "activate-version"],
    settings: JSON.parse(JSON.stringify(settings)),
  });
});

test("--about as Markdown has a table of settings", () => {
  const about = formatAbout(program, "markdown");

  expect(about).toContain("# `target-x` 1.2.3\n\nLoads x.\n");
  expect(about).toContain("* `activate-version`");
  expect(about).toContain("| `host` | yes |  | Where it is. |");
  expect(about).toContain("| `port` | no | `5432` | Port \\| socket. |");
});

test("--about as text is for people", () => {
  const lines = formatAbout(program, "text").split("\n");

  expect(lines).toEqual(
    expect.arrayContaining([
      "Name: target-x",
      "Version: 1.2.3",
      "  - about",
      "  - host (string, required): Where it is.",
      "  - port (integer, default 5432): Port | socket.",
      "  - password (string, secret): Password.",
    ]),
  );
});

test("the values that a setting allows are named, unless its text names them", () => {
  const described = describeSettings("target-x", {
    type: "object",
    properties: {
      on_bad_record: { type: "string", enum: ["stop", "divert"], description: "What to do." },
      mode: {
        type: ["string", "null"],
        enum: ["fast", "slow", null],
        description: "fast or slow.",
      },
    },
  });

  expect(described.map(({ description }) => description)).toEqual([
    "What to do. One of: stop, divert.",
    "fast or slow.",
  ]);
});
