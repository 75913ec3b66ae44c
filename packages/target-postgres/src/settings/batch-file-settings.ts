import type { SettingSchema } from "@singer-metabase/singer-protocol";

/** Where the files of BATCH messages are read. */
export interface BatchFileSettings {
  readonly batch_config?: {
    readonly storage?: { readonly root?: string };
  };
}

/**
 * The SDK's setting of batch files. Most of it is for taps, and known here because one configuration
 * often serves both.
 * https://sdk.meltano.com/en/latest/batch.html
 */
export const batchFileSettings: Readonly<Record<string, SettingSchema>> = {
  batch_config: {
    type: "object",
    description: "Where the files of BATCH messages are read.",
    properties: {
      storage: {
        type: "object",
        description: "Where files are.",
        properties: {
          root: {
            type: "string",
            description:
              "Folder, as a path, file:// or s3:// URL, to look for the files in; without it, where the manifest says.",
          },
          prefix: { type: "string", description: "For taps only; the manifest has whole names." },
        },
      },
      encoding: { type: "object", description: "For taps only; each BATCH message has its own." },
      batch_size: { type: "integer", description: "For taps only; files are read as they are." },
    },
  },
};
