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
      if (!Array.isArray(value)) throw new ValueError("is not an array");
      const slices = sliceElements(json());
      const elements = value.map((item, index) =>
        item === null ? "NULL" : quoteElement(element.toInput(item, () => slices[index] as string)),
      );
      return `{${elements.join(",")}}`;
    },
  };
}

function quoteElement(input: string): string {
  return `"${input.replace(/["\\]/g, "\\$&")}"`;
}
