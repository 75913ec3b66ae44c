import { sliceElements } from "../encode/json-slices.ts";
import { ValueError } from "../errors.ts";
import type { ColumnType } from "./column-type.ts";

/**
 * The array type of an element type.
 * https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO
 */
export function createArrayType(element: ColumnType): ColumnType {
  return {
    sql: `${element.sql}[]`,
    toInput(value, json) {
      if (!Array.isArray(value)) throw new ValueError("is not an array", "jsonb");
      const slices = sliceElements(json());
      const elements = value.map((item, index) => {
        const input = item === null ? null : toElement(element, item, index, slices);
        return input === null ? "NULL" : quoteElement(input);
      });
      return `{${elements.join(",")}}`;
    },
  };
}

function toElement(
  element: ColumnType,
  item: unknown,
  index: number,
  slices: readonly string[],
): string | null {
  try {
    return element.toInput(item, () => slices[index] as string);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    const { message, neededType } = error;
    throw new ValueError(`at /${index} ${message}`, neededType && `${neededType}[]`);
  }
}

function quoteElement(input: string): string {
  return `"${input.replace(/["\\]/g, "\\$&")}"`;
}
