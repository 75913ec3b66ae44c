import type { Situations } from "../harness/situation.ts";
import { json, rowsOfType } from "./rows-of-type.ts";

const dateTime = { type: ["string", "null"], format: "date-time" };
const date = { type: ["string", "null"], format: "date" };
const time = { type: ["string", "null"], format: "time" };

const ZONED = ["2024-01-01T10:00:00+02:00", "2024-01-01T10:00:00.123456-05:30"];

/** Dates and times in the forms that taps send. */
export const dateTypes: Situations = {
  "date-time in UTC": rowsOfType(dateTime, [
    json("2024-01-01T10:00:00Z"),
    json("2024-01-01T10:00:00.123456Z"),
    json("2024-01-01T10:00:00.1+00:00"),
    json("2024-01-01 10:00:00"),
    json("2024-01-01T10:00:00"),
    null,
  ]),
  "date-time with another zone": rowsOfType(dateTime, ZONED.map(json)),
  "date-time with another zone, use_copy": rowsOfType(dateTime, ZONED.map(json), {
    settings: { use_copy: true },
    peers: ["meltano"],
  }),
  "date-time that is a date": rowsOfType(dateTime, [json("2024-01-01")]),
  "date-time with nanoseconds": rowsOfType(dateTime, [json("2024-01-01T10:00:00.123456000Z")]),
  "date-time with nanoseconds that are none": rowsOfType(dateTime, [
    json("2024-01-01T10:00:00.123456789Z"),
  ]),
  "date-time beyond the year 9999": rowsOfType(dateTime, [json("10000-01-01T00:00:00Z")]),
  "date-time before the year 1": rowsOfType(dateTime, [json("-0043-03-15T00:00:00Z")]),
  "date-time that does not exist": rowsOfType(dateTime, [json("2021-02-30T00:00:00Z")]),
  "date-time of zeros": rowsOfType(dateTime, [json("0000-00-00T00:00:00Z")]),
  "date-time of 24:00:00": rowsOfType(dateTime, [json("2024-01-01T24:00:00Z")]),
  "date-time with a leap second": rowsOfType(dateTime, [json("2016-12-31T23:59:60Z")]),
  "date-time that is empty": rowsOfType(dateTime, [json("")]),
  "date-time that is words": rowsOfType(dateTime, [json("soon")]),
  "date-time in English": rowsOfType(dateTime, [json("Jan 2, 2024 3:04 PM")]),
  "date-time infinity": rowsOfType(dateTime, [json("infinity")]),
  date: rowsOfType(date, [json("2024-01-01"), null]),
  "date that is a date-time": rowsOfType(date, [json("2024-01-01T00:00:00Z")]),
  "date that is a date-time in the day": rowsOfType(date, [json("2024-01-01T10:00:00Z")]),
  "date beyond the year 9999": rowsOfType(date, [json("10000-01-01")]),
  "date that does not exist": rowsOfType(date, [json("2021-02-30")]),
  time: rowsOfType(time, [json("10:00:00"), json("10:00:00.123456"), null]),
  "time with a zone": rowsOfType(time, [json("10:00:00+02:00"), json("10:00:00Z")]),
};
