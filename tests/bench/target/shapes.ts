import { createRealisticRecord, REALISTIC_PROPERTIES } from "./realistic-records.ts";

/** A kind of input: what its streams look like, and how many bytes a record takes about. */
export interface Shape {
  /** Records go round the streams, one each. */
  readonly streams: number;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly createRecord: (id: number, isChanged: boolean) => Record<string, unknown>;
  /** So many times fewer records than asked for, so that the input stays as large. */
  readonly divisor?: number;
}

const integer = { type: ["integer", "null"] };
const text = { type: ["string", "null"] };

const WIDE_COLUMNS = Array.from({ length: 199 }, (_, index) => `column_${index}`);

const realistic: Shape = {
  streams: 1,
  properties: REALISTIC_PROPERTIES,
  createRecord: createRealisticRecord,
};

/** The shapes that `npm run bench target -- --shape` knows. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  realistic,
  narrow: {
    streams: 1,
    properties: { id: { type: "integer" }, name: text, size: integer },
    createRecord: (id, isChanged) => ({
      id,
      name: `name ${id % 1_000}`,
      size: isChanged ? -1 : id,
    }),
  },
  wide: {
    streams: 1,
    divisor: 20,
    properties: {
      id: { type: "integer" },
      ...Object.fromEntries(WIDE_COLUMNS.map((name, index) => [name, index % 2 ? text : integer])),
    },
    createRecord: (id, isChanged) => ({
      id,
      ...Object.fromEntries(
        WIDE_COLUMNS.map((name, index) => [
          name,
          index % 2 ? `${isChanged ? "changed" : "value"} ${(id * index) % 977}` : id + index,
        ]),
      ),
    }),
  },
  large: {
    streams: 1,
    divisor: 200,
    properties: { id: { type: "integer" }, document: { type: "object" } },
    createRecord: (id, isChanged) => ({
      id,
      document: {
        status: isChanged ? "changed" : "new",
        lines: Array.from(
          { length: 700 },
          (_, line) => createRealisticRecord(id * 700 + line, false)["address"],
        ),
      },
    }),
  },
  shuffled: {
    ...realistic,
    createRecord(id, isChanged) {
      const members = Object.entries(createRealisticRecord(id, isChanged));
      const first = id % members.length;
      return Object.fromEntries([...members.slice(first), ...members.slice(0, first)]);
    },
  },
  interleaved: { ...realistic, streams: 100 },
};
