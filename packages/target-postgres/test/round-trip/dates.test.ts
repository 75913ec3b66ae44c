import { type RoundTrip, testRoundTrips } from "./round-trips.ts";

const string = { type: ["string", "null"] };
const dateTime = { ...string, format: "date-time" };
const date = { ...string, format: "date" };
const time = { ...string, format: "time" };
const TIMESTAMP = "timestamp without time zone";
const TIME = "time without time zone";

const DATES: readonly RoundTrip[] = [
  [dateTime, '"2024-02-29T23:30:00.123456Z"', TIMESTAMP, "2024-02-29 23:30:00.123456"],
  // Zones: the same instant in UTC; without one it is UTC.
  [dateTime, '"2024-02-29T23:30:00.123456-05:30"', TIMESTAMP, "2024-03-01 05:00:00.123456"],
  [dateTime, '"2024-01-01T00:30:00+01:00"', TIMESTAMP, "2023-12-31 23:30:00"],
  [dateTime, '"2024-03-01T00:30:00+0100"', TIMESTAMP, "2024-02-29 23:30:00"],
  [dateTime, '"2023-03-01T00:30:00+01"', TIMESTAMP, "2023-02-28 23:30:00"],
  [dateTime, '"2024-01-01 10:00:00"', TIMESTAMP, "2024-01-01 10:00:00"],
  [dateTime, '"2024-01-01 10:00:00 +02:00"', TIMESTAMP, "2024-01-01 08:00:00"],
  [dateTime, '"2024-01-01T10:00z"', TIMESTAMP, "2024-01-01 10:00:00"],
  [dateTime, '"2024-01-01"', TIMESTAMP, "2024-01-01 00:00:00"],
  // Digits of a second.
  [dateTime, '"2024-01-01T10:00:00.1234560000Z"', TIMESTAMP, "2024-01-01 10:00:00.123456"],
  [dateTime, '"2024-01-01T10:00:00.000001Z"', TIMESTAMP, "2024-01-01 10:00:00.000001"],
  [dateTime, '"1700-01-01T10:00:00.000001Z"', TIMESTAMP, "1700-01-01 10:00:00.000001"],
  // Leap seconds and the end of a day are the next day's beginning, as to PostgreSQL.
  [dateTime, '"2023-12-31T23:59:60+00:00"', TIMESTAMP, "2024-01-01 00:00:00"],
  [dateTime, '"2016-12-31T15:59:60.5-08:00"', TIMESTAMP, "2017-01-01 00:00:00.5"],
  [dateTime, '"2023-12-31T24:00:00Z"', TIMESTAMP, "2024-01-01 00:00:00"],
  [dateTime, '"2023-12-31T24:00:00+01:00"', TIMESTAMP, "2023-12-31 23:00:00"],
  // Years outside 0001 to 9999.
  [dateTime, '"0001-01-01T00:00:00Z"', TIMESTAMP, "0001-01-01 00:00:00"],
  [dateTime, '"0001-01-01T00:00:00+01:00"', TIMESTAMP, "0001-12-31 23:00:00 BC"],
  [dateTime, '"0001-12-31T23:00:00-01:00 BC"', TIMESTAMP, "0001-01-01 00:00:00"],
  [dateTime, '"0044-03-15T12:00:00 BC"', TIMESTAMP, "0044-03-15 12:00:00 BC"],
  [dateTime, '"0005-02-29T12:00:00 BC"', TIMESTAMP, "0005-02-29 12:00:00 BC"],
  [dateTime, '"-000043-03-15T12:00:00Z"', TIMESTAMP, "0044-03-15 12:00:00 BC"],
  [dateTime, '"10000-01-01T00:00:00Z"', TIMESTAMP, "10000-01-01 00:00:00"],
  [dateTime, '"+010000-01-01T00:00:00Z"', TIMESTAMP, "10000-01-01 00:00:00"],
  [dateTime, '"9999-12-31T23:59:59-01:00"', TIMESTAMP, "10000-01-01 00:59:59"],
  [dateTime, '"294276-12-31T23:59:59.999999Z"', TIMESTAMP, "294276-12-31 23:59:59.999999"],
  [dateTime, '"infinity"', TIMESTAMP, "infinity"],
  [dateTime, '"-infinity"', TIMESTAMP, "-infinity"],
  [date, '"2024-02-29"', "date", "2024-02-29"],
  [date, '"2024-02-29T00:00:00Z"', "date", "2024-02-29"],
  [date, '"2024-02-29 00:00:00.000"', "date", "2024-02-29"],
  [date, '"0044-03-15 BC"', "date", "0044-03-15 BC"],
  [date, '"-000043-03-15"', "date", "0044-03-15 BC"],
  [date, '"5874897-12-31"', "date", "5874897-12-31"],
  [date, '"infinity"', "date", "infinity"],
  [time, '"23:59:59.999999"', TIME, "23:59:59.999999"],
  [time, '"24:00:00"', TIME, "24:00:00"],
  [time, '"23:59:60"', TIME, "24:00:00"],
  [time, '"10:00"', TIME, "10:00:00"],
  [time, '"10:00:00+02:00"', TIME, "08:00:00"],
  [time, '"01:00:00+02:00"', TIME, "23:00:00"],
  [
    { anyOf: [{ type: "string", format: "date-time" }, { type: "null" }] },
    '"2024-01-01T00:00:00Z"',
    TIMESTAMP,
    "2024-01-01 00:00:00",
  ],
];

testRoundTrips(DATES);
