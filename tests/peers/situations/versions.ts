import { activateLine, recordLine, schemaLine, stateLine } from "../../harness/singer-lines.ts";
import type { Situation, Situations } from "../harness/situation.ts";

const properties = {
  id: { type: "integer" },
  name: { type: ["string", "null"] },
};
const deletable = {
  ...properties,
  _sdc_deleted_at: { type: ["string", "null"], format: "date-time" },
};
const DELETED = "2020-05-06T07:08:09Z";

const schema = schemaLine("t", properties);

function rows(version: number | undefined, names: Readonly<Record<number, string>>): string[] {
  return Object.entries(names).map(([id, name]) =>
    recordLine("t", { id: Number(id), name }, version === undefined ? {} : { version }),
  );
}

function fullTable(more: Partial<Situation> = {}): Situation {
  return {
    runs: [
      [schema, activateLine("t", 1), ...rows(1, { 1: "a", 2: "b", 3: "c" }), activateLine("t", 1)],
      [schema, ...rows(2, { 1: "a", 2: "B" }), activateLine("t", 2), stateLine({ a: 1 })],
    ],
    ...more,
  };
}

function logBased(more: Partial<Situation> = {}): Situation {
  const line = schemaLine("t", deletable);
  return {
    runs: [
      [
        line,
        recordLine("t", { id: 1, name: "a" }),
        recordLine("t", { id: 2, name: "b" }),
        recordLine("t", { id: 3, name: "c" }),
      ],
      [
        line,
        recordLine("t", { id: 1, name: "a", _sdc_deleted_at: DELETED }),
        recordLine("t", { id: 2, name: "B", _sdc_deleted_at: null }),
      ],
      [line, recordLine("t", { id: 1, name: "A" })],
    ],
    ...more,
  };
}

/** Deletion by versions and by a column, and the columns about records. */
export const versions: Situations = {
  "full table, soft delete": fullTable(),
  "full table, hard delete": fullTable({ settings: { hard_delete: true } }),
  "full table, touching unchanged rows": fullTable({
    settings: { touch_unchanged: true },
    peers: ["meltano"],
  }),
  "full table, versions switched off": fullTable({
    settings: { activate_version: false },
    peers: ["meltano"],
  }),
  "full table, soft delete twice": {
    runs: [...fullTable().runs, [schema, ...rows(3, { 1: "a" }), activateLine("t", 3)]],
    settings: { touch_unchanged: true },
    peers: ["meltano"],
  },
  "full table, a row that returns": {
    runs: [
      ...fullTable().runs,
      [schema, ...rows(3, { 1: "a", 2: "B", 3: "c" }), activateLine("t", 3)],
    ],
    settings: { touch_unchanged: true },
    peers: ["meltano"],
  },
  "version of a stream without records": {
    runs: [
      [schema, ...rows(1, { 1: "a" }), activateLine("t", 1)],
      [schema, activateLine("t", 2)],
    ],
    settings: { hard_delete: true },
  },
  "version before the first schema": {
    runs: [[activateLine("t", 1), schema, ...rows(1, { 1: "a" })]],
  },
  "version of a keyless stream": {
    runs: [1, 2].map((version) => [
      schemaLine("t", properties, []),
      ...rows(version, { 1: "a" }),
      activateLine("t", version),
    ]),
    settings: { hard_delete: true, primary_key_required: false },
  },
  "records without a version": {
    runs: [
      [schema, ...rows(undefined, { 1: "a" })],
      [schema, ...rows(2, { 2: "b" }), activateLine("t", 2)],
    ],
  },
  "log-based, soft delete": logBased(),
  "log-based, soft delete, with metadata": logBased({
    settings: { add_metadata_columns: true },
    peers: ["pipelinewise"],
  }),
  "log-based, hard delete": { ...logBased({ settings: { hard_delete: true } }) },
  "metadata of a record": {
    runs: [
      [
        schema,
        recordLine(
          "t",
          { id: 1 },
          { time_extracted: "2024-01-01T10:00:00.123456+02:00", version: 5 },
        ),
      ],
    ],
    settings: { add_metadata_columns: true },
  },
  "metadata switched off": {
    runs: [[schema, ...rows(1, { 1: "a" })]],
    settings: { add_record_metadata: false, activate_version: false },
    peers: ["meltano"],
  },
  "metadata switched off, of a log-based stream": {
    ...logBased({
      settings: { add_record_metadata: false, activate_version: false },
      peers: ["meltano"],
    }),
  },
  "metadata added later": {
    runs: [
      [schema, ...rows(undefined, { 1: "a" })],
      [schema, ...rows(undefined, { 2: "b" })],
    ],
    settings: { add_metadata_columns: true },
    before:
      "create schema lake; create table lake.t (id bigint primary key, name text); insert into lake.t values (9, 'old')",
    peers: ["meltano"],
  },
};
