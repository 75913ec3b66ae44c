import type { JsonSchema } from "@singer-metabase/singer-protocol";
import { describe, expect, test } from "vitest";
import { EXTRA } from "../../src/records/properties.ts";
import { isDerived } from "../../src/source.ts";
import { streams } from "../../src/streams/index.ts";

/** The streams that hold secrets or copies on the server, so that only named fields leave. */
const ALLOW_LISTS = new Set([
  "api_keys",
  "databases",
  "alerts",
  "webhook_channels",
  "settings",
  "instance",
]);

/** The streams whose rows this program writes itself: it knows all of their fields. */
const MADE_HERE = new Set([
  "card_sources",
  "dashboard_card_mappings",
  "effective_permissions",
  "stream_runs",
  "tap_runs",
]);

describe.each(streams)("stream $name", (stream) => {
  const properties: [string, JsonSchema][] = Object.entries(stream.schema.properties);

  test("is named and keyed as targets expect", () => {
    expect(stream.name).toMatch(/^[a-z][a-z_]*$/);
    expect(stream.keyProperties).toEqual(["id"]);
  });

  test("declares the type of every property, nullable in the form that targets read", () => {
    for (const [name, schema] of properties) {
      const isKey = stream.keyProperties.includes(name);
      expect([name, Array.isArray(schema.type)]).toEqual([name, !isKey]);
      if (!isKey) expect([name, schema.type?.[1]]).toEqual([name, "null"]);
      expect(schema).not.toHaveProperty("anyOf");
    }
  });

  test("withholds nothing that it declares whole", () => {
    const whole = Object.entries(stream.withheld ?? {}).filter(([, rule]) => rule === true);

    expect(whole.filter(([name]) => Object.hasOwn(stream.schema.properties, name))).toEqual([]);
  });

  test("tells people what it is, where it comes from and what it takes", () => {
    for (const text of [stream.description, stream.endpoint, stream.versions, stream.privilege]) {
      expect(text.length).toBeGreaterThan(5);
    }
  });

  test("comes after the stream that its read goes through", () => {
    const { source } = stream;
    const origins = isDerived(source) ? source.inputs : source.parent ? [source.parent] : [];
    const before = streams.slice(0, streams.indexOf(stream)).map((one) => one.source);

    for (const origin of origins) {
      if (streams.some((one) => one.source === origin)) expect(before).toContain(origin);
    }
  });
});

test("every stream but the allow-lists keeps what it does not know", () => {
  const closed = streams.filter(({ schema }) => !Object.hasOwn(schema.properties, EXTRA));

  expect(new Set(closed.map(({ name }) => name))).toEqual(new Set([...ALLOW_LISTS, ...MADE_HERE]));
});

test("no two streams share a name", () => {
  expect(new Set(streams.map(({ name }) => name)).size).toBe(streams.length);
});

test("connection details and public links are not declared anywhere", () => {
  const declaring = (property: string) =>
    streams.flatMap(({ name, schema }) => (Object.hasOwn(schema.properties, property) ? name : []));

  // What logs of usage tell of a change or a task, not how to connect.
  expect(declaring("details")).toEqual(["usage_audit_log", "usage_tasks"]);
  expect(declaring("public_uuid")).toEqual([]);
});
