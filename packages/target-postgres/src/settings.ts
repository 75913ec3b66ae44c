import type { SettingsSchema } from "@singer-metabase/singer-protocol";
import { type BatchFileSettings, batchFileSettings } from "./settings/batch-file-settings.ts";
import { type BatchSettings, batchSettings } from "./settings/batch-settings.ts";
import { type ConnectionSettings, connectionSettings } from "./settings/connection-settings.ts";
import { type MappingSettings, mappingSettings } from "./settings/mapping-settings.ts";
import { type ProtectionSettings, protectionSettings } from "./settings/protection-settings.ts";
import { type RejectSettings, rejectSettings } from "./settings/reject-settings.ts";
import { type RowSettings, rowSettings } from "./settings/row-settings.ts";
import { type RunSettings, runSettings } from "./settings/run-settings.ts";
import { type TableSettings, tableSettings } from "./settings/table-settings.ts";

/** The settings of a run, checked and complete, in the wire's names. */
export interface Settings
  extends ConnectionSettings,
    ProtectionSettings,
    TableSettings,
    RowSettings,
    RejectSettings,
    MappingSettings,
    BatchSettings,
    BatchFileSettings,
    RunSettings {}

/**
 * The settings of target-postgres, a group a file. Names, defaults and effects are those of
 * MeltanoLabs' target-postgres, as far as it has them.
 */
export const settingsSchema: SettingsSchema = {
  type: "object",
  properties: {
    ...connectionSettings,
    ...protectionSettings,
    ...tableSettings,
    ...rowSettings,
    ...rejectSettings,
    ...mappingSettings,
    ...batchSettings,
    ...batchFileSettings,
    ...runSettings,
  },
};
