import { type RoundTrip, testRoundTrips } from "./round-trips.ts";

const number = { type: ["number", "null"] };
const integer = { type: ["integer", "null"] };
const decimal = { type: ["string", "null"], format: "x-singer.decimal" };

const NUMBERS: readonly RoundTrip[] = [
  [integer, "null", "bigint", null],
  [integer, "0", "bigint", "0"],
  [integer, "-0", "bigint", "0"],
  [integer, "9007199254740993", "bigint", "9007199254740993"],
  [integer, "9223372036854775807", "bigint", "9223372036854775807"],
  [integer, "-9223372036854775808", "bigint", "-9223372036854775808"],
  [integer, "9223372036854775808", "numeric", "9223372036854775808"],
  [integer, "-9223372036854775809", "numeric", "-9223372036854775809"],
  [integer, "1".repeat(100), "numeric", "1".repeat(100)],
  [integer, "1e1000000000", "text", "1e1000000000"],
  [integer, "1.0", "bigint", "1"],
  [integer, "-100.000", "bigint", "-100"],
  [integer, "1e3", "bigint", "1000"],
  [integer, "1E+3", "bigint", "1000"],
  [integer, "1.5e1", "bigint", "15"],
  [integer, "12300000000000000000e-3", "bigint", "12300000000000000"],
  [{ type: "integer", minimum: 0, maximum: 100 }, "100", "smallint", "100"],
  [{ type: "integer", minimum: 0, maximum: 100_000 }, "100000", "integer", "100000"],
  [{ type: "integer", minimum: 0 }, "100000", "bigint", "100000"],
  [{ type: "integer", "x-sql-datatype": "smallint" }, "7", "smallint", "7"],
  [{ type: "integer", "x-sql-datatype": "smallint" }, "40000", "bigint", "40000"],
  [number, "0.1", "numeric", "0.1"],
  [number, "1.10", "numeric", "1.10"],
  [number, "-0.0", "numeric", "0.0"],
  [number, "9007199254740993", "numeric", "9007199254740993"],
  [
    number,
    "123456789012345678901234567890.123456789",
    "numeric",
    "123456789012345678901234567890.123456789",
  ],
  [number, `0.${"3".repeat(1000)}`, "numeric", `0.${"3".repeat(1000)}`],
  [number, "1e400", "numeric", `1${"0".repeat(400)}`],
  [number, "1e-10", "numeric", "0.0000000001"],
  [number, "1.50e-2", "numeric", "0.0150"],
  [number, "1e-20000", "text", "1e-20000"],
  [{ type: "number", "x-sql-datatype": "double precision" }, "0.1", "double precision", "0.1"],
  [
    { type: "number", "x-sql-datatype": "double precision" },
    "0.1234567890123456789",
    "numeric",
    "0.1234567890123456789",
  ],
  [decimal, '"3.140"', "numeric", "3.140"],
  [decimal, '"NaN"', "numeric", "NaN"],
  [{ ...decimal, precision: 10, scale: 2 }, '"12345678.90"', "numeric(10,2)", "12345678.90"],
  [{ ...decimal, precision: 10, scale: 2 }, '"1.5"', "numeric(10,2)", "1.50"],
  [{ ...decimal, precision: 10, scale: 2 }, '"1.505"', "numeric", "1.505"],
  [{ ...decimal, precision: 3, scale: 2 }, '"12.5"', "numeric", "12.5"],
  [{ type: ["number", "string"] }, '"Infinity"', "text", "Infinity"],
  [{ type: ["number", "string"] }, "1.10", "text", "1.10"],
  [{ type: ["integer", "string"] }, "9007199254740993", "text", "9007199254740993"],
  [{ type: ["integer", "number"] }, "1.50", "numeric", "1.50"],
];

testRoundTrips(NUMBERS);
