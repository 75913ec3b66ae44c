/** Where in a query a thing stands. */
export type Place =
  | "source"
  | "join"
  | "filter"
  | "breakout"
  | "aggregation"
  | "order"
  | "field"
  | "expression"
  | "field filter"
  | "template";
