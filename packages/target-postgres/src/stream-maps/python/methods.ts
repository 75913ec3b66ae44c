import { DICTIONARY_METHODS, SEQUENCE_METHODS } from "./container-methods.ts";
import { DATE_METHODS } from "./dates/date-members.ts";
import type { Dates } from "./dates/date-time.ts";
import { Decimal } from "./decimal.ts";
import { Dictionary } from "./dictionary.ts";
import type { PythonMethod } from "./signature.ts";
import { TEXT_METHODS } from "./text-methods.ts";
import { isList, PythonSet, Tuple, type Value } from "./value.ts";

/** A method of some kind of value, made one of any value. */
interface MethodTable {
  readonly has: (self: Value) => boolean;
  readonly methods: Readonly<Record<string, PythonMethod<never>>>;
  /** What the methods are called on. */
  readonly toSelf: (self: Value) => Value;
}

const itself = (self: Value): Value => self;

const NUMBER_METHODS: Readonly<Record<string, PythonMethod<number>>> = {
  is_integer: { parameters: [], call: (self) => Number.isInteger(self) },
};

const TABLES: readonly MethodTable[] = [
  { has: (self) => typeof self === "string", methods: TEXT_METHODS, toSelf: itself },
  { has: (self) => typeof self === "number", methods: NUMBER_METHODS, toSelf: itself },
  { has: (self) => self instanceof Dictionary, methods: DICTIONARY_METHODS, toSelf: itself },
  { has: isList, methods: SEQUENCE_METHODS, toSelf: itself },
  {
    has: (self) => self instanceof Tuple,
    methods: SEQUENCE_METHODS,
    toSelf: (self) => (self as Tuple).items,
  },
  { has: isDate, methods: DATE_METHODS, toSelf: itself },
];

/** The methods of a name, each with the values that have it. Empty for a name that nothing has. */
export function findMethods(
  name: string,
): readonly { readonly has: (self: Value) => boolean; readonly method: PythonMethod }[] {
  return TABLES.flatMap(({ has, methods, toSelf }) => {
    if (!Object.hasOwn(methods, name)) return [];
    const { parameters, call } = methods[name] as PythonMethod<never>;
    return [
      {
        has,
        method: { parameters, call: (self, ...args) => call(toSelf(self) as never, ...args) },
      },
    ];
  });
}

/** Whether a value comes from Python's module datetime. */
export function isDate(value: Value): value is Dates {
  return (
    typeof value === "object" &&
    value !== null &&
    !isList(value) &&
    !(value instanceof Decimal) &&
    !(value instanceof Tuple) &&
    !(value instanceof PythonSet) &&
    !(value instanceof Dictionary)
  );
}
