import { createHash } from "node:crypto";
import { createDateFunctions } from "./dates/date-functions.ts";
import { Dictionary } from "./dictionary.ts";
import { asFloat, parseValue, writeValue } from "./json-values.ts";
import { PythonError } from "./python-error.ts";
import type { PythonFunction } from "./signature.ts";
import { toText } from "./text.ts";
import { toPythonFloat, toPythonInteger } from "./to-number.ts";
import { isTrue, iterate, PythonSet, Tuple, toIndex, typeName, type Value } from "./value.ts";

/** What functions need from outside. */
export interface Surroundings {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/** The functions that an expression may call, by their dotted names: those of the SDK's stream maps. */
export function createFunctions(surroundings: Surroundings): ReadonlyMap<string, PythonFunction> {
  const { random } = surroundings;
  return new Map<string, PythonFunction>([
    ...createDateFunctions(surroundings),
    [
      "int",
      {
        parameters: ["value?", "base?"],
        call: (value = 0n, base = 10n) => toPythonInteger(value, toIndex(base)),
      },
    ],
    ["float", { parameters: ["value?"], call: (value = 0n) => toPythonFloat(value) }],
    ["str", { parameters: ["value?"], call: (value = "") => toText(value) }],
    ["bool", { parameters: ["value?"], call: (value = false) => isTrue(value) }],
    ["list", { parameters: ["items?"], call: (items = []) => [...iterate(items)] }],
    ["tuple", { parameters: ["items?"], call: (items = []) => new Tuple(iterate(items)) }],
    ["set", { parameters: ["items?"], call: (items = []) => new PythonSet(iterate(items)) }],
    ["dict", { parameters: ["items?"], call: (items = []) => toDictionary(items) }],
    ["md5", digest("md5")],
    ["sha256", digest("sha256")],
    ["rand", { parameters: [], call: () => random() }],
    [
      "randint",
      {
        parameters: ["top"],
        call: (top) => BigInt(Math.trunc(random() * toPythonFloat(top as Value))),
      },
    ],
    ["json.loads", { parameters: ["s"], call: (text) => readJson(text as Value) }],
    [
      "json.dumps",
      {
        parameters: ["obj", "ensure_ascii?"],
        call: (value, isAscii = true) =>
          writeValue(value as Value, {
            comma: ", ",
            colon: ": ",
            isAscii: isTrue(isAscii),
            takesDates: false,
          }),
      },
    ],
  ]);
}

function digest(algorithm: "md5" | "sha256"): PythonFunction {
  return {
    parameters: ["string"],
    call: (text) => {
      if (typeof text !== "string") {
        throw new PythonError(
          "AttributeError",
          `${algorithm}() takes text, not '${typeName(text as Value)}'; wrap it in str(…)`,
        );
      }
      return createHash(algorithm).update(text).digest("hex");
    },
  };
}

function toDictionary(items: Value): Dictionary {
  if (items instanceof Dictionary) return new Dictionary(items.entries());
  return new Dictionary(
    iterate(items).map((pair) => {
      const [key, value, ...others] = iterate(pair);
      if (key === undefined || value === undefined || others.length > 0) {
        throw new PythonError("ValueError", "dict() takes a list of pairs");
      }
      return [key, value];
    }),
  );
}

function readJson(text: Value): Value {
  if (typeof text !== "string") {
    throw new PythonError("TypeError", `the JSON object must be str, not ${typeName(text)}`);
  }
  try {
    JSON.parse(text);
  } catch {
    throw new PythonError("ValueError", "the text is not JSON");
  }
  return parseValue(text, asFloat);
}
