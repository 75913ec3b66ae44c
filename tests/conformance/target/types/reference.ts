import { recordLine } from "../../../harness/singer-lines.ts";
import { columnsOf } from "../columns-of.ts";
import type { Situation } from "../situation.ts";
import { id } from "../stream-lines.ts";

export const situation: Situation = {
  title: "$ref, dropped or a text elsewhere, in draft 4 and 2020-12",
  runs: [
    ["http://json-schema.org/draft-04/schema#", "https://json-schema.org/draft/2020-12/schema"]
      .map(($schema) =>
        JSON.stringify({
          type: "SCHEMA",
          stream: `refs_${$schema.length}`,
          schema: {
            $schema,
            definitions: { money: { type: "number" } },
            properties: { id, v: { $ref: "#/definitions/money" } },
          },
          key_properties: ["id"],
        }),
      )
      .concat(recordLine("refs_39", { id: 1, v: 1.5 })),
  ],
  query: columnsOf("refs_39"),
  rows: [
    ["id", "bigint"],
    ["v", "numeric"],
  ],
};
