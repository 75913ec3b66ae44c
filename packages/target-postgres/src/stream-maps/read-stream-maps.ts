import { ConfigurationError } from "../errors.ts";
import { compileExpression } from "./python/compile-expression.ts";
import { ExpressionError } from "./python/expression.ts";
import { parseExpression } from "./python/parse-expression.ts";
import type { PythonFunction } from "./python/signature.ts";
import type { FieldExpression, FieldMap, StreamMap, StreamMaps } from "./stream-map.ts";

/** The setting stream_maps, as it was given. */
export type StreamMapsSetting = Readonly<Record<string, unknown>>;

type Functions = ReadonlyMap<string, PythonFunction>;
type Entry = Readonly<Record<string, unknown>>;

/** Runners leave null out of configurations, so the SDK lets this text stand for it. */
const NULL_TEXT = "__NULL__";

const WAY_OUT =
  "what stream maps here cannot do, a Meltano mapper can: https://hub.meltano.com/mappers/meltano-map-transformer";

/**
 * Reads the setting stream_maps and compiles its expressions.
 * https://sdk.meltano.com/en/latest/stream_maps.html
 *
 * @throws {ConfigurationError} naming every stream, field and expression that is wrong, and the place.
 */
export function readStreamMaps(setting: StreamMapsSetting, functions: Functions): StreamMaps {
  const problems: string[] = [];
  const others = setting["__else__"];
  if (others !== undefined && !isNull(others)) problems.push("__else__ can only be null");
  const maps = Object.entries(setting)
    .filter(([name]) => name !== "__else__")
    .map(([name, entry]) => {
      if (name.startsWith("__")) problems.push(`${name} is not known at this level`);
      return readEntry(name, entry, {
        functions,
        refuse: (problem) => problems.push(`stream "${name}": ${problem}`),
      });
    });
  if (problems.length > 0) {
    throw new ConfigurationError(`setting "stream_maps": ${problems.join("; ")} (${WAY_OUT})`);
  }
  return { maps, keepsOthers: others === undefined };
}

interface EntryContext {
  readonly functions: Functions;
  readonly refuse: (problem: string) => void;
}

function readEntry(name: string, entry: unknown, context: EntryContext): StreamMap {
  const whole = { source: name, alias: undefined, isCopy: false, content: undefined };
  if (isNull(entry)) return whole;
  if (!isEntry(entry)) {
    context.refuse("must be null or an object");
    return whole;
  }
  const { __source__: source, __alias__: alias, ...rest } = entry;
  const content = readContent(rest, context);
  // A copy has its name already: the entry's.
  if (source !== undefined) {
    if (typeof source === "string") return { source, alias: () => name, isCopy: true, content };
    context.refuse("__source__ must be the name of a stream");
  }
  if (alias !== undefined && typeof alias !== "string") context.refuse("__alias__ must be text");
  return {
    ...whole,
    alias: typeof alias === "string" ? readAlias(alias, context.functions) : undefined,
    content,
  };
}

function readContent(entry: Entry, context: EntryContext): StreamMap["content"] {
  const { __filter__: filter, __key_properties__: keys, __else__: others, ...fields } = entry;
  if (others !== undefined && !isNull(others)) context.refuse("__else__ can only be null");
  if (keys !== undefined && !isNull(keys) && !isNameList(keys)) {
    context.refuse("__key_properties__ must be a list of names, or null");
  }
  return {
    filter:
      isNull(filter) || filter === undefined ? undefined : readField("__filter__", filter, context),
    fields: Object.entries(fields).map(([name, value]): FieldMap => {
      if (name.startsWith("__") && name.endsWith("__")) context.refuse(`${name} is not known`);
      return { name, expression: isNull(value) ? undefined : readField(name, value, context) };
    }),
    keyProperties: keys === undefined ? undefined : isNameList(keys) ? keys : [],
    keepsOthers: others === undefined,
  };
}

function readField(
  name: string,
  value: unknown,
  { functions, refuse }: EntryContext,
): FieldExpression | undefined {
  if (typeof value !== "string") {
    refuse(`field "${name}": must be null or text with an expression`);
    return undefined;
  }
  try {
    const text = value.trim();
    const expression = parseExpression(text);
    return {
      text,
      evaluate: compileExpression(expression, functions),
      passedField: expression.kind === "name" ? expression.name : undefined,
    };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    refuse(describeProblem(name, value.trim(), error));
    return undefined;
  }
}

function describeProblem(field: string, text: string, { at, message }: ExpressionError): string {
  return `field "${field}": expression ${JSON.stringify(text)} at character ${at + 1}: ${message}`;
}

/** An alias is an expression if it can be one; `orders-v2` is not, for lack of `orders` and `v2`. */
function readAlias(text: string, functions: Functions): (stream: string) => string {
  return (stream) => {
    try {
      const evaluate = compileExpression(parseExpression(text), functions);
      const name = evaluate({ get: (known) => (known === "__stream_name__" ? stream : undefined) });
      return typeof name === "string" && name !== "" ? name : text;
    } catch {
      return text;
    }
  };
}

function isNull(value: unknown): boolean {
  return value === null || value === NULL_TEXT;
}

function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNameList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === "string");
}
