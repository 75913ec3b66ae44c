import type { JsonSchema } from "@singer-metabase/singer-protocol";
import { derivedId } from "../records/derived-id.ts";
import { openRecord, textKey } from "../records/properties.ts";
import type { Stream } from "../stream.ts";
import { readUsageLog, readUsageView } from "./read-usage-view.ts";
import { findUsageView, readUsageViews } from "./usage-view.ts";

/** One view of usage analytics. */
export interface UsageViewDescription {
  /** Without its `v_`: `view_log`. */
  readonly name: string;
  readonly description: string;
  /** The columns that tell one row from another. */
  readonly key: readonly string[];
  /** For a log: the column with the point in time that it grows by. */
  readonly instant?: string;
  readonly columns: Readonly<Record<string, JsonSchema>>;
}

/**
 * The stream of a view of usage analytics (Pro and Enterprise). Logs are read on from where the last
 * run came; the other views repeat what other streams tell and are read only when selected.
 * https://www.metabase.com/docs/latest/usage-and-performance-tools/usage-analytics-reference
 */
export function usageStream(view: UsageViewDescription): Stream {
  const { name, description, key, instant, columns } = view;
  const viewName = `v_${name}`;
  return {
    name: `usage_${name}`,
    group: "usage",
    description,
    endpoint: `POST /api/dataset/json for ${viewName}`,
    versions: "0.49 and newer, Pro and Enterprise",
    privilege: "administrator, or whoever may see the collection of usage analytics",
    needs: { feature: "audit_app" },
    keyProperties: ["id"],
    selectedByDefault: instant !== undefined,
    isAppendOnly: instant !== undefined,
    schema: openRecord({ id: textKey(`[${key}] as compact JSON.`), ...columns }),
    source: {
      name: `usage analytics ${viewName}`,
      read: (reading) =>
        instant === undefined
          ? readUsageView(reading, viewName)
          : readUsageLog(reading, viewName, instant),
      probe: async (client) => findUsageView(await readUsageViews({ client }), viewName),
    },
    rows: ({ id: rowId, ...row }) => [
      {
        ...row,
        id: derivedId(key.map((column) => (column === "id" ? rowId : row[column]))),
      },
    ],
  };
}
