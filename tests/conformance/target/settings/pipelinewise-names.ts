import type { Situation } from "../situation.ts";
import { id, streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "pipelinewise's configuration: names in lower case, dots and dashes of a table as _",
  settings: {
    compatibility: "pipelinewise",
    default_target_schema: "t",
    primary_key_required: true,
  },
  runs: [streamLines("Shop-CRM-Order.Line-Items", { Price: id }, [{ id: 1, Price: 2 }])],
  query: "select id::int, price::int from t.order_line_items",
  rows: [[1, 2]],
};
