import { isRealDate } from "../encode/calendar-text.ts";
import { type InvalidTextPolicy, storableText } from "../encode/copy-text.ts";
import { dateText, timestampText, timeText } from "../encode/date-time.ts";
import { storableJson } from "../encode/storable-json.ts";
import { ValueError } from "../errors.ts";
import { bytesInput } from "./byte-inputs.ts";
import type { ColumnType, ContentEncoding } from "./column-type.ts";
import { doubleInput, integerInput, limitedNumericInput, numericInput } from "./number-inputs.ts";

type ToInput = ColumnType["toInput"];

/** What becomes of values that no column can hold as they are. */
export interface ValuePolicies {
  readonly invalidText: InvalidTextPolicy;
  /** More fractional digits of a second than PostgreSQL keeps: an error, or a column of texts. */
  readonly precisionLoss: "error" | "text";
  /** Dates that do not exist: an error, or NULL. */
  readonly invalidDate: "error" | "null";
}

/** The writers of values, one for each way in which PostgreSQL's types read. */
export interface ScalarInputs {
  readonly text: ToInput;
  readonly limitedText: (characters: number) => ToInput;
  readonly json: ToInput;
  readonly jsonb: ToInput;
  readonly integer: (bits: 16 | 32 | 64) => ToInput;
  readonly numeric: ToInput;
  readonly limitedNumeric: (precision: number, scale: number) => ToInput;
  readonly double: ToInput;
  readonly date: ToInput;
  readonly time: ToInput;
  readonly instant: ToInput;
  readonly bytes: (encoding: ContentEncoding) => ToInput;
}

/** Makes the writers. What a type is not made for goes to the server as text, for it to judge. */
export function createScalarInputs(policies: ValuePolicies): ScalarInputs {
  const { invalidText, invalidDate } = policies;

  const text: ToInput = (value, json) => {
    if (typeof value === "string") return storableText(value, invalidText);
    return typeof value === "boolean" ? String(value) : json();
  };

  const ofString =
    (write: (value: string) => string | null): ToInput =>
    (value, json) =>
      typeof value === "string" ? write(value) : text(value, json);

  const ofNumber =
    (write: (token: string) => string): ToInput =>
    (value, json) =>
      typeof value === "number" ? write(json()) : text(value, json);

  const ofDate =
    (write: (value: string) => string, lastYear: number) =>
    (value: string): string | null => {
      if (invalidDate === "null" && !isRealDate(value, lastYear)) return null;
      return write(value);
    };

  const ofTime = (write: (value: string) => string | null): ToInput =>
    ofString(policies.precisionLoss === "text" ? write : withoutWayOut(write));

  const limitedText =
    (characters: number): ToInput =>
    (value, json) => {
      const input = text(value, json) ?? "";
      if (input.length <= characters || [...input].length <= characters) return input;
      throw new ValueError(`is longer than the ${characters} characters of its column`, "text");
    };

  return {
    text,
    limitedText,
    jsonb: (_, json) => storableJson(json(), invalidText),
    // json keeps the text, with escapes that jsonb has no characters for.
    json: (_, json) => (invalidText === "replace" ? storableJson(json(), invalidText) : json()),
    integer: (bits) => ofNumber((token) => integerInput(bits, token)),
    numeric: ofNumber(numericInput),
    limitedNumeric: (precision, scale) => (value, json) =>
      limitedNumericInput(precision, scale, typeof value === "string" ? value : json()),
    double: ofNumber(doubleInput),
    date: ofString(ofDate(dateText, LAST_YEARS.date)),
    time: ofTime(timeText),
    instant: ofTime(ofDate(timestampText, LAST_YEARS.timestamp)),
    bytes: (encoding) => ofString((value) => bytesInput(encoding, value)),
  };
}

/** https://www.postgresql.org/docs/current/datatype-datetime.html */
const LAST_YEARS = { date: 5_874_897, timestamp: 294_276 } as const;

/** An error that stays one, although a wider column would hold the value. */
function withoutWayOut(write: (value: string) => string | null) {
  return (value: string): string | null => {
    try {
      return write(value);
    } catch (error) {
      throw error instanceof ValueError ? new ValueError(error.message) : error;
    }
  };
}
