import { areEqual, compare, contains, isNumber, toDecimal } from "./compare.ts";
import { floorDivide, modulo } from "./dates/calendar.ts";
import { combineDates } from "./dates/combine-dates.ts";
import { Decimal } from "./decimal.ts";
import { Dictionary } from "./dictionary.ts";
import { formatPercent } from "./format-percent.ts";
import { PythonError } from "./python-error.ts";
import { isList, isTrue, PythonSet, Tuple, toInteger, typeName, type Value } from "./value.ts";

type Binary = (left: Value, right: Value) => Value;

/** Limits of simpleeval: an expression must not fill the memory. */
const MAX_REPEATED_LENGTH = 100_000;
const MAX_POWER_BITS = 1_000_000;
const MAX_SHIFT = 10_000;

/** Operators between two values, by their spelling. */
export const BINARY_OPERATORS: ReadonlyMap<string, Binary> = new Map<string, Binary>([
  ["+", add],
  ["-", subtract],
  ["*", multiply],
  ["/", (left, right) => calculate("/", left, right, DIVISION)],
  ["//", (left, right) => calculate("//", left, right, FLOOR_DIVISION)],
  ["%", rest],
  ["**", (left, right) => calculate("**", left, right, POWER)],
  ["&", (left, right) => combineBits("&", left, right)],
  ["|", (left, right) => combineBits("|", left, right)],
  ["^", (left, right) => combineBits("^", left, right)],
  ["<<", (left, right) => shift("<<", left, right)],
  [">>", (left, right) => shift(">>", left, right)],
]);

/** Comparisons, by their spelling. */
export const COMPARISONS: ReadonlyMap<string, (left: Value, right: Value) => boolean> = new Map([
  ["==", areEqual],
  ["!=", (left: Value, right: Value) => !areEqual(left, right)],
  ["<", (left: Value, right: Value) => compare(left, right, "<") < 0],
  ["<=", (left: Value, right: Value) => compare(left, right, "<=") <= 0],
  [">", (left: Value, right: Value) => compare(left, right, ">") > 0],
  [">=", (left: Value, right: Value) => compare(left, right, ">=") >= 0],
  ["in", (left: Value, right: Value) => contains(right, left)],
  ["not in", (left: Value, right: Value) => !contains(right, left)],
  ["is", (left: Value, right: Value) => left === right],
  ["is not", (left: Value, right: Value) => left !== right],
]);

/** Operators before a value, by their spelling. */
export const UNARY_OPERATORS: ReadonlyMap<string, (value: Value) => Value> = new Map<
  string,
  (value: Value) => Value
>([
  ["not", (value) => !isTrue(value)],
  ["-", (value) => subtractFromNothing(value)],
  ["+", (value) => (isNumber(value) ? plain(value) : failUnary("+", value))],
  ["~", (value) => (isInteger(value) ? ~toInteger(value) : failUnary("~", value))],
]);

interface Arithmetic {
  readonly integers: (left: bigint, right: bigint) => Value;
  readonly floats: (left: number, right: number) => number;
  readonly decimals: (left: Decimal, right: Decimal) => Decimal;
}

const ADDITION: Arithmetic = {
  integers: (left, right) => left + right,
  floats: (left, right) => left + right,
  decimals: (left, right) => left.add(right),
};

const SUBTRACTION: Arithmetic = {
  integers: (left, right) => left - right,
  floats: (left, right) => left - right,
  decimals: (left, right) => left.subtract(right),
};

const MULTIPLICATION: Arithmetic = {
  integers: (left, right) => left * right,
  floats: (left, right) => left * right,
  decimals: (left, right) => left.multiply(right),
};

const DIVISION: Arithmetic = {
  integers: (left, right) => toFloat(left) / toFloat(nonZero(right)),
  floats: (left, right) => left / nonZero(right),
  decimals: (left, right) => left.divide(right),
};

const FLOOR_DIVISION: Arithmetic = {
  integers: (left, right) => floorDivide(left, nonZero(right)),
  // The division is exact but for its own rounding, so the nearest integer is the right one.
  floats: (left, right) => Math.round((left - floatRest(left, nonZero(right))) / right),
  decimals: (left, right) => left.divideToInteger(right).quotient,
};

const REST: Arithmetic = {
  integers: (left, right) => modulo(left, nonZero(right)),
  floats: (left, right) => floatRest(left, nonZero(right)),
  decimals: (left, right) => left.divideToInteger(right).rest,
};

const POWER: Arithmetic = {
  integers: integerPower,
  floats: (left, right) => {
    if (left === 0 && right < 0) nonZero(0);
    if (left < 0 && !Number.isInteger(right)) {
      throw new PythonError("TypeError", "complex numbers are not supported in a stream map");
    }
    return left ** right;
  },
  decimals: decimalPower,
};

function add(left: Value, right: Value): Value {
  if (typeof left === "string" && typeof right === "string") return left + right;
  if (isList(left) && isList(right)) return [...left, ...right];
  if (left instanceof Tuple && right instanceof Tuple) {
    return new Tuple([...left.items, ...right.items]);
  }
  return combineDates("+", left, right) ?? calculate("+", left, right, ADDITION);
}

function subtract(left: Value, right: Value): Value {
  if (left instanceof PythonSet && right instanceof PythonSet) {
    return new PythonSet(left.items.filter((item) => !right.has(item)));
  }
  return combineDates("-", left, right) ?? calculate("-", left, right, SUBTRACTION);
}

function multiply(left: Value, right: Value): Value {
  if (isInteger(right) && isSequence(left)) return repeat(left, right);
  if (isInteger(left) && isSequence(right)) return repeat(right, left);
  return combineDates("*", left, right) ?? calculate("*", left, right, MULTIPLICATION);
}

function rest(left: Value, right: Value): Value {
  if (typeof left === "string") return formatPercent(left, right);
  return calculate("%", left, right, REST);
}

function calculate(operator: string, left: Value, right: Value, arithmetic: Arithmetic): Value {
  if (!isNumber(left) || !isNumber(right)) throw unsupported(operator, left, right);
  if (left instanceof Decimal || right instanceof Decimal) {
    // Python mixes neither; float(…) or int(…) around one of the two decides.
    if (typeof left === "number" || typeof right === "number") {
      throw unsupported(operator, left, right);
    }
    return arithmetic.decimals(toDecimal(left), toDecimal(right));
  }
  if (typeof left === "number" || typeof right === "number") {
    return arithmetic.floats(toFloat(left), toFloat(right));
  }
  return arithmetic.integers(BigInt(left), BigInt(right));
}

function combineBits(operator: "&" | "|" | "^", left: Value, right: Value): Value {
  if (typeof left === "boolean" && typeof right === "boolean") {
    return Boolean(bitwise(operator, BigInt(left), BigInt(right)));
  }
  if (isInteger(left) && isInteger(right)) {
    return bitwise(operator, toInteger(left), toInteger(right));
  }
  if (left instanceof PythonSet && right instanceof PythonSet) {
    const onlyLeft = left.items.filter((item) => !right.has(item));
    const onlyRight = right.items.filter((item) => !left.has(item));
    const both = left.items.filter((item) => right.has(item));
    if (operator === "&") return new PythonSet(both);
    return new PythonSet([...onlyLeft, ...(operator === "|" ? both : []), ...onlyRight]);
  }
  if (operator === "|" && left instanceof Dictionary && right instanceof Dictionary) {
    return new Dictionary([...left.entries(), ...right.entries()]);
  }
  throw unsupported(operator, left, right);
}

function bitwise(operator: "&" | "|" | "^", left: bigint, right: bigint): bigint {
  if (operator === "&") return left & right;
  return operator === "|" ? left | right : left ^ right;
}

function shift(operator: "<<" | ">>", left: Value, right: Value): Value {
  if (!isInteger(left) || !isInteger(right)) throw unsupported(operator, left, right);
  const bits = toInteger(right);
  if (bits < 0n) throw new PythonError("ValueError", "negative shift count");
  if (bits > MAX_SHIFT) throw new PythonError("OverflowError", "the shift is too large");
  return operator === "<<" ? toInteger(left) << bits : toInteger(left) >> bits;
}

function subtractFromNothing(value: Value): Value {
  if (typeof value === "number") return -value;
  if (value instanceof Decimal) return value.negate();
  if (isInteger(value)) return -toInteger(value);
  return combineDates("*", value, -1n) ?? failUnary("-", value);
}

function plain(value: Value): Value {
  return typeof value === "boolean" ? BigInt(value) : value;
}

function failUnary(operator: string, value: Value): never {
  throw new PythonError(
    "TypeError",
    `bad operand type for unary ${operator}: '${typeName(value)}'`,
  );
}

function repeat(sequence: string | readonly Value[] | Tuple, times: Value): Value {
  const items = sequence instanceof Tuple ? sequence.items : sequence;
  const count = toInteger(times);
  if (count <= 0n) return typeof items === "string" ? "" : wrapLike(sequence, []);
  if (count * BigInt(items.length) > MAX_REPEATED_LENGTH) {
    throw new PythonError("OverflowError", "the result is too long");
  }
  if (typeof items === "string") return items.repeat(Number(count));
  return wrapLike(sequence, Array.from({ length: Number(count) }, () => items).flat());
}

function wrapLike(sequence: Value, items: readonly Value[]): Value {
  return sequence instanceof Tuple ? new Tuple(items) : items;
}

function integerPower(base: bigint, exponent: bigint): Value {
  if (exponent < 0n) return toFloat(nonZero(base)) ** toFloat(exponent);
  if (BigInt(base.toString(2).length) * exponent > MAX_POWER_BITS) {
    throw new PythonError("OverflowError", "the power is too large");
  }
  return base ** exponent;
}

function decimalPower(base: Decimal, exponent: Decimal): Decimal {
  const power = exponent.truncate();
  if (!exponent.isInteger() || power > 100n || power < -100n) {
    throw new PythonError("ValueError", "a decimal's power must be an integer from -100 to 100");
  }
  const size = power < 0n ? -power : power;
  const result = new Decimal(base.coefficient ** size, base.exponent * Number(size));
  const one = new Decimal(1n, 0);
  return power < 0n ? one.divide(result) : result.multiply(one);
}

function floatRest(left: number, right: number): number {
  const remainder = left % right;
  return remainder !== 0 && remainder < 0 !== right < 0 ? remainder + right : remainder;
}

function toFloat(value: boolean | bigint | number): number {
  const float = Number(value);
  if (typeof value === "bigint" && !Number.isFinite(float)) {
    throw new PythonError("OverflowError", "int too large to convert to float");
  }
  return float;
}

function nonZero<Quantity extends bigint | number>(divisor: Quantity): Quantity {
  if (Number(divisor) === 0) throw new PythonError("ZeroDivisionError", "division by zero");
  return divisor;
}

function isInteger(value: Value): value is bigint | boolean {
  return typeof value === "bigint" || typeof value === "boolean";
}

function isSequence(value: Value): value is string | readonly Value[] | Tuple {
  return typeof value === "string" || isList(value) || value instanceof Tuple;
}

function unsupported(operator: string, left: Value, right: Value): PythonError {
  return new PythonError(
    "TypeError",
    `unsupported operand type(s) for ${operator}: '${typeName(left)}' and '${typeName(right)}'`,
  );
}
