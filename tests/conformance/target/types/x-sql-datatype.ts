import { typed } from "../typed.ts";

export const situation = typed({
  title: "x-sql-datatype",
  stream: "x_sql_datatype",
  schema: { type: "integer", "x-sql-datatype": "smallint" },
  value: 1,
  column: "smallint",
  text: "1",
});
