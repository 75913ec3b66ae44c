import type { JsonSchema } from "@singer-metabase/singer-protocol";
import { hashIdentifier } from "../sql/identifier.ts";
import { ANYTHING, allowsNull, expandSchema } from "../types/expand-schema.ts";
import { flattenName } from "./flatten-name.ts";
import type { FlatteningOptions } from "./flattening-options.ts";

/** Where the values of one level of objects go, by their names there. */
export interface FlatBranch {
  readonly members: ReadonlyMap<string, FlatBranch | FlatLeaf>;
}

/** A value that becomes a column. */
interface FlatLeaf {
  readonly path: readonly string[];
  readonly name: string;
  readonly schema: JsonSchema;
}

/** A stream without nested objects, and the way there. */
export interface FlatPlan {
  readonly schema: JsonSchema;
  readonly root: FlatBranch;
}

/**
 * Takes nested objects apart, as the SDK does. Other than there nothing is dropped, and names that
 * become equal stay apart: a nested one gets a hash of its path, the same in every run.
 */
export function planFlattening(schema: JsonSchema, options: FlatteningOptions): FlatPlan {
  const leaves = collectLeaves(schema, { path: [], schema, options });
  const claims = new Map<string, number>();
  for (const { name } of leaves) claims.set(name, (claims.get(name) ?? 0) + 1);
  const named = leaves.map((leaf) => {
    const isAlone = claims.get(leaf.name) === 1 || leaf.path.length === 1;
    return isAlone ? leaf : { ...leaf, name: hashIdentifier(leaf.name, JSON.stringify(leaf.path)) };
  });
  const names = new Set(named.map(({ name }) => name));
  const { required, additionalProperties: _, ...rest } = schema;
  return {
    schema: {
      ...rest,
      properties: Object.fromEntries(named.map(({ name, schema: flat }) => [name, flat])),
      ...(required !== undefined && { required: required.filter((name) => names.has(name)) }),
    },
    root: toBranch(named, 0),
  };
}

interface Level {
  readonly path: readonly string[];
  /** The stream's schema, for its references. */
  readonly schema: JsonSchema;
  readonly options: FlatteningOptions;
}

function collectLeaves(object: JsonSchema, level: Level): readonly FlatLeaf[] {
  return Object.entries(object.properties ?? {}).flatMap(([name, property]) => {
    const path = [...level.path, name];
    const nested = readNested(property, level);
    if (nested !== undefined) return collectLeaves(nested, { ...level, path });
    const flat = flattenProperty(property, level);
    return [{ path, name: flattenName(path, level.options), schema: flat }];
  });
}

/** The object that a property is, where it is to be taken apart. */
function readNested(
  property: JsonSchema,
  { path, schema, options }: Level,
): JsonSchema | undefined {
  if (path.length >= options.maxDepth) return undefined;
  const [only, ...others] = expandSchema(property, schema);
  const isObject = only?.type === "object" && others.length === 0;
  return isObject && Object.keys(only.properties ?? {}).length > 0 ? only : undefined;
}

/** Objects and arrays that stay whole become text; what may be a number as well becomes anything. */
function flattenProperty(property: JsonSchema, { schema, options }: Level): JsonSchema {
  const types = expandSchema(property, schema).map(({ type }) => type);
  const isNested = types.some((type) => type === "object" || type === "array");
  if (!options.writesText || !isNested || types.includes(ANYTHING)) return property;
  if (types.some((type) => type !== "object" && type !== "array" && type !== "string")) return {};
  return { type: allowsNull(property, schema) ? ["string", "null"] : "string" };
}

function toBranch(leaves: readonly FlatLeaf[], depth: number): FlatBranch {
  const members = new Map<string, FlatBranch | FlatLeaf>();
  for (const leaf of leaves) {
    const name = leaf.path[depth] as string;
    if (leaf.path.length === depth + 1) members.set(name, leaf);
    else if (!members.has(name)) {
      const inner = leaves.filter((other) => other.path[depth] === name);
      members.set(name, toBranch(inner, depth + 1));
    }
  }
  return { members };
}
