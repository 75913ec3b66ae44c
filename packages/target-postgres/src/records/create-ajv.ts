import type { JsonSchema } from "@singer-metabase/singer-protocol";
import { Ajv, type Options } from "ajv";
import { Ajv2019 } from "ajv/dist/2019.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import draft04 from "ajv-draft-04";
import { isMultipleOf } from "../encode/number.ts";

const OPTIONS: Options = {
  // Taps add keywords of their own, and schemas that no meta-schema accepts.
  strict: false,
  validateSchema: false,
  meta: false,
  logger: false,
  // Errors have the value.
  verbose: true,
  // 1e400 is a number to JSON and to numeric.
  strictNumbers: false,
  // As the reference target: columns check the formats that matter to them.
  validateFormats: false,
  unicodeRegExp: false,
};

const INHERITED_NAMES = Object.getOwnPropertyNames(Object.prototype).map((name) =>
  JSON.stringify(name),
);

/** The validator of a schema's own draft. https://json-schema.org/specification-links */
export function createAjv(schema: JsonSchema): Ajv {
  const json = JSON.stringify(schema);
  const ajv = new (chooseClass(String(schema["$schema"])))({
    ...OPTIONS,
    // A record without `constructor` must not be judged by the one that every object has. Only where
    // the schema has such a name: it makes validation several times slower.
    ownProperties: INHERITED_NAMES.some((name) => json.includes(name)),
  });
  ajv.removeKeyword("multipleOf");
  ajv.addKeyword({
    keyword: "multipleOf",
    type: "number",
    schemaType: "number",
    validate: (factor: number, value: number) => isMultipleOf(value, factor),
    error: { message: ({ schema }) => `must be a multiple of ${Number(schema)}` },
  });
  return ajv;
}

function chooseClass(schemaUri: string): new (options: Options) => Ajv {
  if (schemaUri.includes("draft-04"))
    return draft04.default as unknown as new (
      options: Options,
    ) => Ajv;
  if (schemaUri.includes("2019-09")) return Ajv2019;
  if (schemaUri.includes("2020-12")) return Ajv2020;
  return Ajv;
}
