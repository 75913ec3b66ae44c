import { PythonError } from "./python-error.ts";

/** Significant digits of a result, as in Python's default context. */
const PRECISION = 28;

/** Powers of ten beyond this would take more memory than any number is worth. */
const MAX_SHIFT = 100_000;

const TOKEN = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/**
 * A decimal number, exact: what numbers with a fraction are in a record. Arithmetic rounds to 28
 * digits, half to even. https://docs.python.org/3/library/decimal.html
 */
export class Decimal {
  /** The value is coefficient × 10^exponent. */
  readonly coefficient: bigint;
  readonly exponent: number;

  constructor(coefficient: bigint, exponent: number) {
    this.coefficient = coefficient;
    this.exponent = exponent;
  }

  /** Reads a number as JSON or Python write it; undefined for other text. */
  static parse(token: string): Decimal | undefined {
    const [, sign = "", whole = "", fraction = "", power = "0"] = TOKEN.exec(token) ?? [];
    if (whole === "" && fraction === "") return undefined;
    return new Decimal(
      BigInt(`${sign === "-" ? "-" : ""}${whole}${fraction}`),
      Number(power) - fraction.length,
    );
  }

  /** The exact value of a finite binary number. */
  static ofFloat(value: number): Decimal {
    let scaled = value;
    let halvings = 0;
    while (!Number.isInteger(scaled)) {
      scaled *= 2;
      halvings += 1;
    }
    return new Decimal(BigInt(scaled) * 5n ** BigInt(halvings), -halvings);
  }

  add(other: Decimal): Decimal {
    const [own, others, exponent] = align(this, other);
    return round(own + others, exponent);
  }

  subtract(other: Decimal): Decimal {
    return this.add(new Decimal(-other.coefficient, other.exponent));
  }

  negate(): Decimal {
    return round(-this.coefficient, this.exponent);
  }

  multiply(other: Decimal): Decimal {
    return round(this.coefficient * other.coefficient, this.exponent + other.exponent);
  }

  divide(other: Decimal): Decimal {
    refuseZero(other);
    const shift = PRECISION + 1 + countDigits(other.coefficient) - countDigits(this.coefficient);
    const dividend = this.coefficient * powerOfTen(Math.max(shift, 0));
    const divisor = other.coefficient * powerOfTen(Math.max(-shift, 0));
    const ideal = this.exponent - other.exponent;
    const quotient = dividend / divisor;
    // A last digit that is neither 0 nor 5 keeps a rest that was cut off from looking like a tie.
    if (quotient * divisor !== dividend && quotient % 5n === 0n) {
      return round(quotient + (dividend < 0n === divisor < 0n ? 1n : -1n), ideal - shift);
    }
    return round(...dropZeros(quotient, ideal - shift, ideal));
  }

  /** Quotient and rest of a division that rounds towards zero, as Python's decimals do. */
  divideToInteger(other: Decimal): { readonly quotient: Decimal; readonly rest: Decimal } {
    refuseZero(other);
    const [own, others, exponent] = align(this, other);
    const quotient = own / others;
    if (countDigits(quotient) > PRECISION) {
      throw new PythonError("OverflowError", "the quotient has more digits than decimals have");
    }
    return { quotient: new Decimal(quotient, 0), rest: round(own % others, exponent) };
  }

  /** Negative, zero or positive, as this is less, equal or greater. */
  compare(other: Decimal): number {
    const [own, others] = align(this, other);
    return own < others ? -1 : Number(own > others);
  }

  /** The integer part. */
  truncate(): bigint {
    return this.exponent >= 0
      ? this.coefficient * powerOfTen(this.exponent)
      : this.coefficient / powerOfTen(-this.exponent);
  }

  isInteger(): boolean {
    return this.exponent >= 0 || this.coefficient % powerOfTen(-this.exponent) === 0n;
  }

  toNumber(): number {
    return Number(`${this.coefficient}e${this.exponent}`);
  }

  /** As Python prints it, which is a JSON number too. */
  toString(): string {
    const digits = abs(this.coefficient).toString();
    const sign = this.coefficient < 0n ? "-" : "";
    const power = this.exponent + digits.length - 1;
    if (this.exponent <= 0 && power >= -6) return sign + placePoint(digits, -this.exponent);
    const mantissa = placePoint(digits, digits.length - 1);
    return `${sign}${mantissa}E${power < 0 ? "-" : "+"}${Math.abs(power)}`;
  }

  /** With a fixed number of digits after the point. */
  toFixed(places: number): string {
    const { coefficient } = rescale(this.coefficient, this.exponent, -places);
    // What rounds to zero keeps its sign.
    const sign = this.coefficient < 0n ? "-" : "";
    return sign + placePoint(abs(coefficient).toString(), places);
  }
}

function align(one: Decimal, other: Decimal): readonly [bigint, bigint, number] {
  const exponent = Math.min(one.exponent, other.exponent);
  return [
    one.coefficient * powerOfTen(one.exponent - exponent),
    other.coefficient * powerOfTen(other.exponent - exponent),
    exponent,
  ];
}

function round(coefficient: bigint, exponent: number): Decimal {
  const surplus = countDigits(coefficient) - PRECISION;
  if (surplus <= 0) return new Decimal(coefficient, exponent);
  const rounded = rescale(coefficient, exponent, exponent + surplus);
  // 99…9 may have become 100…0.
  return round(rounded.coefficient, rounded.exponent);
}

/** Half to even. */
function rescale(coefficient: bigint, from: number, to: number): Decimal {
  if (from >= to) return new Decimal(coefficient * powerOfTen(from - to), to);
  const unit = powerOfTen(to - from);
  const quotient = coefficient / unit;
  const twice = abs(coefficient % unit) * 2n;
  const isUp = twice > unit || (twice === unit && quotient % 2n !== 0n);
  const step = coefficient < 0n ? -1n : 1n;
  return new Decimal(isUp ? quotient + step : quotient, to);
}

function dropZeros(coefficient: bigint, exponent: number, ideal: number): [bigint, number] {
  let [rest, power] = [coefficient, exponent];
  while (power < ideal && rest % 10n === 0n) {
    rest /= 10n;
    power += 1;
  }
  return [rest, power];
}

function placePoint(digits: string, places: number): string {
  if (places <= 0) return digits;
  const padded = digits.padStart(places + 1, "0");
  return `${padded.slice(0, -places)}.${padded.slice(-places)}`;
}

function countDigits(value: bigint): number {
  return abs(value).toString().length;
}

function powerOfTen(exponent: number): bigint {
  if (exponent > MAX_SHIFT) throw new PythonError("OverflowError", "the number is too large");
  return 10n ** BigInt(exponent);
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function refuseZero({ coefficient }: Decimal): void {
  if (coefficient === 0n) throw new PythonError("ZeroDivisionError", "division by zero");
}
