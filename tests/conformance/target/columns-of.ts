/** The query for names and types of the columns that a stream's properties have in schema `t`. */
export function columnsOf(table: string): string {
  return `select attname, format_type(atttypid, atttypmod) from pg_attribute
    where attrelid = 't."${table}"'::regclass and attnum > 0 and not attisdropped
    and attname !~ '^_sdc_' order by attnum`;
}
