import { type InvalidTextPolicy, storableText } from "../encode/copy-text.ts";
import { dateText, timestampText, timestamptzText, timeText } from "../encode/date-time.ts";
import { canonicalNumber, integerDigits } from "../encode/number.ts";
import { storableJson } from "../encode/storable-json.ts";
import { ValueError } from "../errors.ts";
import type { ColumnType } from "./column-type.ts";

type ToInput = ColumnType["toInput"];

/** The writers of values, one for each way in which PostgreSQL's types read. */
export interface ScalarInputs {
  readonly text: ToInput;
  readonly json: ToInput;
  readonly integer: ToInput;
  readonly numeric: ToInput;
  readonly double: ToInput;
  readonly date: ToInput;
  readonly time: ToInput;
  readonly timestamp: ToInput;
  readonly timestamptz: ToInput;
}

/** Makes the writers. What a type is not made for goes to the server as text, for it to judge. */
export function createScalarInputs(policy: InvalidTextPolicy): ScalarInputs {
  const text: ToInput = (value, json) => {
    if (typeof value === "string") return storableText(value, policy);
    return typeof value === "boolean" ? String(value) : json();
  };

  const ofString =
    (write: (value: string) => string): ToInput =>
    (value, json) =>
      typeof value === "string" ? write(value) : text(value, json);

  const ofNumber =
    (write: (value: number, json: () => string) => string): ToInput =>
    (value, json) =>
      typeof value === "number" ? write(value, json) : text(value, json);

  return {
    text,
    json: (_, json) => storableJson(json(), policy),
    // From the token: 1.00000000000000000001 is no integer, although its number is.
    integer: ofNumber((_, json) => integerDigits(json())),
    numeric: ofNumber((_, json) => json()),
    double: ofNumber(doubleInput),
    date: ofString(dateText),
    time: ofString(timeText),
    timestamp: ofString(timestampText),
    timestamptz: ofString(timestamptzText),
  };
}

/** An existing double precision column takes only what it gives back with the same digits. */
function doubleInput(value: number, json: () => string): string {
  const token = json();
  if (canonicalNumber(token) !== canonicalNumber(String(value))) {
    throw new ValueError("has more digits than a double precision column keeps; make it numeric");
  }
  return token;
}
