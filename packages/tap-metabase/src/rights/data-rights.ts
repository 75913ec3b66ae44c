import { isServerObject, type ServerObject } from "../records/server-object.ts";
import { LevelScale } from "./level-scale.ts";
import { type Rights, type RightsForm, toRights } from "./rights.ts";

/** The permissions that say who sees which data, asks questions of it, takes it away. */
export const dataPermissionNames = ["view-data", "create-queries", "download"] as const;

/** One of {@link dataPermissionNames}. */
export type DataPermissionName = (typeof dataPermissionNames)[number];

/** What one group may do with one database. */
export type DataRights = Readonly<Record<DataPermissionName, Rights>>;

/** How to read each permission out of the graphs of one generation. */
export type DataRightsForms = Readonly<Record<DataPermissionName, RightsForm>>;

const NO_SELF_SERVICE = "legacy-no-self-service";

/**
 * How to read the graphs of one generation; both lead to the words of the newer, as Metabase itself
 * translated them when it moved to 0.50.
 * https://www.metabase.com/docs/latest/permissions/no-self-service-deprecation
 */
export function dataRightsForms(isLegacy: boolean): DataRightsForms {
  const download = {
    scale: new LevelScale(["full", "limited", "none"]),
    absent: "none",
    levelOf: String,
  };
  // Sandboxes and roles of the database do not count where another group sees everything; no
  // self-service is as good as that, but any other level of another group takes precedence.
  const view = new LevelScale(
    ["unrestricted", "impersonated", "sandboxed", NO_SELF_SERVICE, "blocked"],
    { overruled: NO_SELF_SERVICE, binding: "impersonated" },
  );
  const create = new LevelScale(["query-builder-and-native", "query-builder", "no"]);
  return {
    "view-data": {
      scale: view,
      absent: isLegacy ? NO_SELF_SERVICE : "blocked",
      levelOf: isLegacy ? legacyView : String,
    },
    "create-queries": {
      scale: create,
      absent: "no",
      levelOf: isLegacy ? legacyCreate : String,
    },
    download,
  };
}

/** Reads what a graph says of one group and database. */
export function toDataRights(
  permissions: ServerObject,
  forms: DataRightsForms,
  isLegacy: boolean,
): DataRights {
  const { data, download } = permissions;
  const old = isServerObject(data) ? data : {};
  const create = toRights(
    isLegacy ? legacySchemas(old) : permissions["create-queries"],
    forms["create-queries"],
  );
  return {
    "view-data": toRights(isLegacy ? old["schemas"] : permissions["view-data"], forms["view-data"]),
    "create-queries": create,
    download: toRights(isServerObject(download) ? download["schemas"] : undefined, forms.download),
  };
}

/** Up to 0.49 SQL is a right of its own, and of whole databases only. */
function legacySchemas({ native, schemas }: ServerObject): unknown {
  return native === "write" && typeof schemas === "string" ? `${schemas}+native` : schemas;
}

function legacyView(leaf: unknown): string {
  if (isServerObject(leaf)) {
    if (leaf["query"] === "segmented") return "sandboxed";
    return leaf["read"] === "all" || leaf["query"] === "all" ? "unrestricted" : NO_SELF_SERVICE;
  }
  const names: Readonly<Record<string, string>> = {
    all: "unrestricted",
    none: NO_SELF_SERVICE,
    block: "blocked",
  };
  return names[String(leaf)] ?? String(leaf);
}

function legacyCreate(leaf: unknown): string {
  if (isServerObject(leaf)) {
    return leaf["query"] === "all" || leaf["query"] === "segmented" ? "query-builder" : "no";
  }
  const names: Readonly<Record<string, string>> = {
    all: "query-builder",
    impersonated: "query-builder",
    "all+native": "query-builder-and-native",
    "impersonated+native": "query-builder-and-native",
  };
  return names[String(leaf)] ?? "no";
}
