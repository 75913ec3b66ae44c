import { columnsOf } from "../columns-of.ts";
import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "MeltanoLabs/target-postgres#164: names cannot be had in lower or snake case",
  settings: { column_name_style: "snake" },
  runs: [
    streamLines("styled", { orderId: string, "Unit Price": string }, [{ id: 1, orderId: "a" }]),
  ],
  query: columnsOf("styled"),
  rows: [
    ["id", "bigint"],
    ["order_id", "text"],
    ["unit_price", "text"],
  ],
};
