import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type PublishedFile, publishedFiles } from "../../scripts/published/published-files.ts";
import { root } from "../harness/root.ts";

const files = publishedFiles(root);
const named = (part: string) => files.filter(({ path }) => path.includes(part));
const cases = (some: readonly PublishedFile[]) =>
  some.map(({ path, text }) => [path, text] as const);

test.each(cases(files))("%s is what the code says", (path, text) => {
  expect(readFileSync(join(root, path), "utf8")).toBe(text);
});

test.each(cases(named("schemas/")))("%s is a JSON Schema", (_, text) => {
  const ajv = new Ajv({ strict: false });

  expect(ajv.validateSchema(JSON.parse(text)), ajv.errorsText()).toBe(true);
});

describe("Meltano's plugin definitions", () => {
  const definitions = named(".lock").map(({ path, text }) => [path, JSON.parse(text)] as const);
  const example = parse(readFileSync(join(root, "examples/meltano/meltano.yml"), "utf8"));

  test.each(definitions)("%s lies where Meltano looks for it", (path, definition) => {
    const { plugin_type, name, variant } = definition;
    const [plugin] = example.plugins[plugin_type];

    expect(path).toBe(`examples/meltano/plugins/${plugin_type}/${name}--${variant}.lock`);
    expect(plugin).toMatchObject({ name, variant });
  });

  test.each(definitions)("%s says nothing that Meltano's schema refuses", (_, definition) => {
    const ajv = new Ajv();

    ajv.validate(DEFINITION, definition);

    expect(ajv.errors).toBeNull();
  });

  test.each(definitions)("%s groups settings that exist", (_, definition) => {
    const names = definition.settings.map((setting: { name: string }) => setting.name);

    expect(names).toEqual(expect.arrayContaining(definition.settings_group_validation.flat()));
  });
});

/**
 * The part of a plugin definition's schema that ours use, as Meltano 4.4 has it: it refuses keys
 * and kinds that it does not know.
 * https://docs.meltano.com/reference/plugin-definition-syntax
 */
const DEFINITION = {
  type: "object",
  required: ["plugin_type", "name", "namespace", "variant", "executable", "settings"],
  additionalProperties: false,
  properties: {
    plugin_type: { enum: ["extractors", "loaders"] },
    name: { type: "string" },
    namespace: { type: "string", pattern: "^[a-z_]+$" },
    variant: { type: "string" },
    label: { type: "string" },
    description: { type: "string" },
    executable: { type: "string", pattern: "^\\./" },
    capabilities: { type: "array", minItems: 3, items: { type: "string" } },
    settings_group_validation: { type: "array", items: { type: "array" } },
    commands: {
      type: "object",
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        properties: { args: { type: "string" }, description: { type: "string" } },
      },
    },
    settings: {
      type: "array",
      items: {
        type: "object",
        required: ["name", "description"],
        additionalProperties: false,
        properties: {
          name: { type: "string" },
          kind: { enum: ["string", "integer", "decimal", "boolean", "array", "object"] },
          sensitive: { const: true },
          description: { type: "string", minLength: 1 },
          value: {},
        },
      },
    },
  },
};
