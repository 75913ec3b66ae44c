import { type JsonSchema, type Message, parseMessage } from "@singer-metabase/singer-protocol";
import { expect, test } from "vitest";
import { SchemaError } from "../../src/errors.ts";
import { createMapper } from "../../src/stream-maps/create-mapper.ts";
import type { MessageMapper } from "../../src/stream-maps/message-mapper.ts";
import mapped from "./mapped-by-the-sdk.json" with { type: "json" };

interface Output {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly keys: readonly string[];
  /** A record that is filtered out is null. */
  readonly records: readonly unknown[];
}

/** What the SDK 0.54 made of a stream and its records, by maps. */
const { schema, records, rows } = mapped as unknown as {
  readonly schema: JsonSchema;
  readonly records: readonly string[];
  readonly rows: readonly (readonly [Record<string, unknown>, readonly Output[]])[];
};

const SCHEMA = JSON.stringify({ type: "SCHEMA", stream: "s", schema, key_properties: ["id"] });

const mapperOf = (stream_maps: Record<string, unknown>): Promise<MessageMapper> =>
  createMapper(
    {
      stream_maps,
      stream_map_config: { k: "v" },
      flattening_enabled: false,
      flattening_separator: "__",
      flattening_max_key_length: 255,
      compatibility: "meltanolabs",
      validate_records: false,
    },
    { now: () => 0, random: () => 0 },
  );

const send = (mapper: MessageMapper, text: string, number = 1): readonly Message[] => {
  const line = { number, bytes: Buffer.from(text) };
  return mapper.map(parseMessage(line), line).map(({ message }) => message);
};

test.each(rows)("%j gives what the SDK gives", async (maps, outputs) => {
  const mapper = await mapperOf(maps);

  const schemas = send(mapper, SCHEMA);
  const sent = records.map((record) =>
    send(mapper, `{"type":"RECORD","stream":"s","record":${record}}`),
  );

  const found = schemas.map((message) => {
    if (message.type !== "SCHEMA") throw new Error(message.type);
    return {
      name: message.stream,
      schema: message.schema,
      keys: message.key_properties,
      records: sent.map((messages) => {
        const record = messages.find(
          (other) => "stream" in other && other.stream === message.stream,
        );
        return record?.type === "RECORD" ? record.record : null;
      }),
    };
  });
  expect(found).toEqual(outputs);
});

test("a record keeps its version and the time of its extraction", async () => {
  const mapper = await mapperOf({ s: { __alias__: "t", n: "id + 1" } });
  send(mapper, SCHEMA);

  expect(
    send(
      mapper,
      '{"type":"RECORD","stream":"s","record":{"id":1},"version":7,"time_extracted":"2024-01-01T00:00:00Z"}',
    ),
  ).toEqual([
    {
      type: "RECORD",
      stream: "t",
      record: { id: 1, n: 2 },
      version: 7,
      time_extracted: "2024-01-01T00:00:00Z",
    },
  ]);
});

test("without its SCHEMA a record is left to whoever takes it next", async () => {
  const mapper = await mapperOf({ s: { n: "id + 1" } });

  expect(send(mapper, '{"type":"RECORD","stream":"s","record":{"id":1}}')).toMatchObject([
    { stream: "s", record: { id: 1 } },
  ]);
});

test("the key stays when others are dropped, and so does a mark of deletion", async () => {
  const mapper = await mapperOf({ s: { name: "name", __else__: null } });

  expect(send(mapper, SCHEMA)).toMatchObject([
    { schema: { properties: { id: { type: "integer" } } }, key_properties: ["id"] },
  ]);
  expect(
    send(
      mapper,
      '{"type":"RECORD","stream":"s","record":{"id":1,"name":"a","price":2,"_sdc_deleted_at":"2024-01-01T00:00:00Z"}}',
    ),
  ).toMatchObject([{ record: { id: 1, name: "a", _sdc_deleted_at: "2024-01-01T00:00:00Z" } }]);
});

test("a changed SCHEMA changes what becomes of the records", async () => {
  const mapper = await mapperOf({ s: { __key_properties__: null, copy: "v" } });
  const schemaOf = (type: string): string =>
    JSON.stringify({ type: "SCHEMA", stream: "s", schema: { properties: { v: { type } } } });

  expect(send(mapper, schemaOf("integer"))).toMatchObject([
    { schema: { properties: { copy: { type: ["integer", "null"] } } } },
  ]);
  expect(send(mapper, schemaOf("string"))).toMatchObject([
    { schema: { properties: { copy: { type: ["string", "null"] } } } },
  ]);
});

test.each([
  [{ id: null }, 'key property "id" cannot be removed'],
  [{ __key_properties__: ["nope"] }, 'key property "nope" is not among the properties'],
])("a map that breaks the key is refused: %j", async (map, problem) => {
  const mapper = await mapperOf({ s: map });

  expect(() => send(mapper, SCHEMA, 4)).toThrow(
    expect.toSatisfy(
      (error) =>
        error instanceof SchemaError && error.line === 4 && error.message.includes(problem),
    ),
  );
});

test.each([
  [{ s: 5 }, 'stream "s": must be null or an object'],
  [{ s: { __else__: "x" } }, "__else__ can only be null"],
  [{ __else__: "x" }, "__else__ can only be null"],
  [{ __alias__: "x" }, "__alias__ is not known at this level"],
  [{ s: { __key_properties__: "id" } }, "__key_properties__ must be a list of names, or null"],
  [{ s: { __source__: 1 } }, "__source__ must be the name of a stream"],
  [{ s: { __filtre__: "id > 1" } }, "__filtre__ is not known"],
  [{ s: { a: "fake.nope()" } }, "function fake.nope() is not supported"],
])("%j is refused", async (maps, problem) => {
  await expect(mapperOf(maps)).rejects.toThrow(problem);
});

test("streams that no map touches are left alone", async () => {
  const mapper = await mapperOf({ "a*": { n: "1" }, copy: { __source__: "b" }, gone: null });

  expect(["abc", "b", "gone", "other"].map((stream) => mapper.leavesAlone(stream))).toEqual([
    false,
    false,
    false,
    true,
  ]);
});
