import type { SettingSchema } from "@singer-metabase/singer-protocol";

/** The targets whose configurations are understood. */
export type Compatibility = "meltanolabs" | "pipelinewise" | "datamill";

/** What concerns the run as a whole. */
export interface RunSettings {
  readonly compatibility: Compatibility;
  readonly before_run_sql?: string;
  readonly before_run_sql_file?: string;
  readonly after_run_sql?: string;
  readonly after_run_sql_file?: string;
  readonly load_log: boolean;
  readonly log_level?: "debug" | "info" | "warning" | "error";
  readonly log_values: boolean;
}

/** The settings of a run. */
export const runSettings: Readonly<Record<string, SettingSchema>> = {
  compatibility: {
    type: "string",
    enum: ["meltanolabs", "pipelinewise", "datamill"],
    description:
      "The target whose defaults apply and whose tables are kept. Without it: pipelinewise where dbname is set, datamill where postgres_database is, otherwise meltanolabs.",
  },
  before_run_sql: {
    type: "string",
    description: "SQL that runs first, for example SET ROLE; the run then has one session only.",
  },
  before_run_sql_file: { type: "string", description: "File with SQL that runs after that." },
  after_run_sql: {
    type: "string",
    description: "SQL that runs last, when everything is loaded; not after a failure.",
  },
  after_run_sql_file: { type: "string", description: "File with SQL that runs after that." },
  load_log: {
    type: "boolean",
    default: false,
    description:
      "Whether each run writes what it did, a row for each stream, to the table _sdc_loads in the stream's schema.",
  },
  log_level: {
    type: "string",
    enum: ["debug", "info", "warning", "error"],
    description: "Least level of the log lines that are written.",
  },
  log_values: {
    type: "boolean",
    default: false,
    description: "Whether error messages may quote values.",
  },
};
