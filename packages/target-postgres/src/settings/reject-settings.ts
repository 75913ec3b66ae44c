import type { SettingSchema } from "@singer-metabase/singer-protocol";

/** What becomes of records that cannot be loaded. */
export interface RejectSettings {
  readonly on_bad_record: "stop" | "divert";
  readonly max_bad_records: number;
}

/** The settings of bad records. */
export const rejectSettings: Readonly<Record<string, SettingSchema>> = {
  on_bad_record: {
    type: "string",
    enum: ["stop", "divert"],
    default: "stop",
    description:
      "What to do about a record that does not match its SCHEMA or that the server refuses: end the run, or write its line and the reason to the table _sdc_rejects in the stream's schema and go on; the run then ends with 0 and a warning, and activates no version of that stream.",
  },
  max_bad_records: {
    type: "integer",
    minimum: 0,
    default: 1000,
    description: "Most records that a run may divert; one more ends it.",
  },
};
