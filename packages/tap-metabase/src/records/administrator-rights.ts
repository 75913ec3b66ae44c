import type { ServerObject } from "./server-object.ts";
import { isServerObject } from "./server-object.ts";

/**
 * What Administrators may do with a database, in the form of the server's own graph: everything.
 * No server keeps it; some write it into the graph, others leave it out.
 */
function administratorRights(major: number): ServerObject {
  if (major < 50) {
    return {
      data: { native: "write", schemas: "all" },
      download: { native: "full", schemas: "full" },
      "data-model": { schemas: "all" },
      details: "yes",
    };
  }
  return {
    "view-data": "unrestricted",
    "create-queries": "query-builder-and-native",
    download: { schemas: "full" },
    "data-model": { schemas: "all" },
    details: "yes",
    ...(major >= 59 && { transforms: "yes" }),
  };
}

/** A graph in which Administrators have their rights on every one of the databases. */
export function withAdministratorRights(
  graph: ServerObject,
  to: {
    readonly administratorsId: number;
    readonly databaseIds: Iterable<string>;
    readonly major: number;
  },
): ServerObject {
  const groups = isServerObject(graph["groups"]) ? graph["groups"] : {};
  const written = groups[to.administratorsId];
  const implied = [...to.databaseIds].map((id) => [id, administratorRights(to.major)] as const);
  const rights = { ...Object.fromEntries(implied), ...(isServerObject(written) ? written : {}) };
  return { ...graph, groups: { ...groups, [to.administratorsId]: rights } };
}
