/**
 * The tables of the sample company, as text: a column is `name type`, then what Metabase made of it. Marks: `PK`,
 * `FK:schema.table.column`, any semantic type (`Email`), `hidden`, `sensitive`, `details`, `gone` (inactive),
 * `in:parent` (nested below a column of this table), `json` (unfolded from a JSON column: `payload.device.os`).
 */
export interface TablePlan {
  readonly database: number;
  /** Null: the engine has no schemas. */
  readonly schema: string | null;
  readonly name: string;
  readonly description?: string;
  readonly visibility?: "hidden" | "technical" | "cruft";
  /** False: dropped from the database since. */
  readonly active?: false;
  readonly upload?: true;
  readonly rows?: number;
  readonly columns: readonly string[];
}
