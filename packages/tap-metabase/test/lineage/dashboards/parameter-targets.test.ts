import { expect, test } from "vitest";
import {
  fieldsOfTags,
  parameterTarget,
} from "../../../src/lineage/dashboards/parameter-targets.ts";

const NOTHING = {
  target_kind: null,
  field_id: null,
  field_name: null,
  template_tag: null,
  stage_number: null,
};

test.each([
  [["dimension", ["field", 12, null]], { target_kind: "dimension", field_id: 12 }],
  [["dimension", ["field", { "lib/uuid": "a" }, 12]], { target_kind: "dimension", field_id: 12 }],
  [["dimension", ["field-id", 12]], { target_kind: "dimension", field_id: 12 }],
  [
    ["dimension", ["fk->", ["field-id", 9], ["field-id", 12]]],
    { target_kind: "dimension", field_id: 12 },
  ],
  [
    ["dimension", ["field", 12, { "source-field": 9 }], { "stage-number": 0 }],
    { target_kind: "dimension", field_id: 12, stage_number: 0 },
  ],
  [
    ["dimension", ["field", "total", { "base-type": "type/Float" }]],
    { target_kind: "dimension", field_name: "total" },
  ],
  [
    ["dimension", ["template-tag", "period"]],
    { target_kind: "dimension", field_id: 7, template_tag: "period" },
  ],
  [["variable", ["template-tag", "n"]], { target_kind: "variable", template_tag: "n" }],
  [["text-tag", "who"], { target_kind: "text-tag", template_tag: "who" }],
  [null, {}],
])("the target %j is read", (target, expected) => {
  const fieldOfTag = (tag: string) => (tag === "period" ? 7 : undefined);

  expect(parameterTarget(target, fieldOfTag)).toEqual({ ...NOTHING, ...expected });
});

test("field filters tell their field, other tags have none", () => {
  const tags = {
    period: { type: "dimension", dimension: ["field", 12, null] },
    later: { type: "dimension", dimension: ["field", { "lib/uuid": "a" }, 13] },
    n: { type: "number" },
  };

  expect([...fieldsOfTags(tags)]).toEqual([
    ["period", 12],
    ["later", 13],
  ]);
});
