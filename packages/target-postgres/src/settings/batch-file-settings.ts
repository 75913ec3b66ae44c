import type { SettingSchema } from "@singer-metabase/singer-protocol";

/** Where the files of BATCH messages are read. */
export interface BatchFileSettings {
  readonly batch_config?: {
    readonly storage?: { readonly root?: string };
  };
}

/**
 * The SDK's setting of batch files, most of which only a tap needs.
 * https://sdk.meltano.com/en/latest/batch.html
 */
export const batchFileSettings: Readonly<Record<string, SettingSchema>> = {
  batch_config: {
    type: "object",
    description: "Where the files of BATCH messages are read; what else is in it is for taps.",
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
        },
      },
    },
  },
};
