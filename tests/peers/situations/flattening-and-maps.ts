import { recordLine, schemaLine } from "../../harness/singer-lines.ts";
import type { Situation, Situations } from "../harness/situation.ts";

const properties = {
  id: { type: "integer" },
  email: { type: ["string", "null"] },
  a: {
    type: ["object", "null"],
    properties: {
      b: {
        type: ["object", "null"],
        properties: { c: { type: ["integer", "null"] }, d: { type: ["string", "null"] } },
      },
      e: { type: ["string", "null"] },
      tags: { type: ["array", "null"], items: { type: "string" } },
    },
  },
  free: { type: ["object", "null"] },
};

function customers(settings: Situation["settings"], peers: Situation["peers"]): Situation {
  return {
    runs: [
      [
        schemaLine("customers", properties),
        recordLine("customers", {
          id: 1,
          email: "a@example.com",
          a: { b: { c: 1, d: "x" }, e: "y", tags: ["p", "q"] },
          free: { f: 1 },
        }),
        recordLine("customers", { id: 2, email: null, a: null, free: null }),
      ],
    ],
    ...(settings && { settings }),
    ...(peers && { peers }),
  };
}

function flattened(depth: number, more: Situation["settings"] = {}): Situation {
  return customers({ flattening_enabled: true, flattening_max_depth: depth, ...more }, ["meltano"]);
}

function mapped(map: unknown, more: Situation["settings"] = {}): Situation {
  return customers({ stream_maps: map, ...more }, ["meltano"]);
}

const LONG = "name_of_many_words";
const nested = [1, 2, 3].reduce<unknown>(
  (inner, level) => ({ type: "object", properties: { [`${LONG}_${level}`]: inner } }),
  { type: "integer" },
);
const longNames: Situation = {
  runs: [
    [
      schemaLine("t", { id: { type: "integer" }, [LONG]: nested }),
      recordLine("t", {
        id: 1,
        [LONG]: { [`${LONG}_3`]: { [`${LONG}_2`]: { [`${LONG}_1`]: 7 } } },
      }),
    ],
  ],
};

/** Records that are taken apart or rewritten on their way. */
export const flatteningAndMaps: Situations = {
  "flattening to depth 0": flattened(0),
  "flattening to depth 1": flattened(1),
  "flattening to depth 5": flattened(5),
  "flattening with a separator": flattened(5, { flattening_separator: "_" }),
  "flattening with a bound on names": flattened(5, { flattening_max_key_length: 5 }),
  "flattening to names of more than 63 characters": {
    ...longNames,
    settings: { data_flattening_max_level: 5 },
    peers: ["pipelinewise"],
  },
  "flattening to names of more than 60 characters": {
    ...longNames,
    settings: { flattening_enabled: true, flattening_max_depth: 5, flattening_max_key_length: 60 },
    peers: ["meltano"],
  },
  "flattening to level 0": customers({ data_flattening_max_level: 0 }, ["pipelinewise"]),
  "flattening to level 1": customers({ data_flattening_max_level: 1 }, ["pipelinewise"]),
  "flattening to level 5": customers({ data_flattening_max_level: 5 }, ["pipelinewise"]),
  "map: new, copied and removed properties": mapped({
    customers: {
      domain: "email.split('@')[-1] if email else None",
      mail: "email",
      email: null,
      twice: "int(id) * 2",
    },
  }),
  "map: a hash": mapped(
    { customers: { email_hash: "md5(config['seed'] + email) if email else None" } },
    { stream_map_config: { seed: "s" } },
  ),
  "map: only what is named": mapped({ customers: { id: "id", email: "email", __else__: null } }),
  "map: a filter": mapped({ customers: { __filter__: "email is not None" } }),
  "map: another name": mapped({ customers: { __alias__: "people" } }),
  "map: another key": mapped({ customers: { number: "int(id)", __key_properties__: ["number"] } }),
  "map: a copy of a stream": mapped({
    customers: {},
    copies: { __source__: "customers", free: null },
  }),
  "map: no stream": mapped({ customers: null }),
  "map: types": mapped({
    customers: {
      f: "float(id)",
      s: "str(id)",
      b: "bool(id)",
      d: "datetime.date(2024, 1, 2)",
      __else__: null,
      id: "id",
    },
  }),
};
