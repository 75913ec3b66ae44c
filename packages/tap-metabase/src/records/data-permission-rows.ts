import { derivedId } from "./derived-id.ts";
import type { ServerObject } from "./server-object.ts";
import { entriesOf, isServerObject } from "./server-object.ts";

/**
 * The rows of a data permission graph, one for each value it holds: group, database, schema,
 * table, permission. Null is a part that the value is not about (a permission on a whole database
 * has no schema); an empty schema is the real name in databases without schemas.
 *
 * Both generations are read: up to 0.49 `data` holds `native` and `schemas`; from 0.50 on
 * `view-data` and `create-queries` hold a value or go straight down to schemas. In both,
 * `download` and `data-model` hold `native` and `schemas`. A permission inside another is written
 * with a point: `data.native`, `download.schemas`, `data.schemas.query`.
 *
 * A permission that a group does not have at all is left out by the server from 0.50 on, and so
 * are the lowest values; no row then means the lowest. What Administrators have, no row of the
 * server grants and nobody can take away: it is implicit.
 */
export function* dataPermissionRows(graph: ServerObject): Generator<ServerObject> {
  for (const [groupId, databases] of entriesOf(graph["groups"])) {
    for (const [databaseId, permissions] of entriesOf(databases)) {
      for (const [permission, value] of entriesOf(permissions)) {
        const subject = {
          groupId: Number(groupId),
          databaseId: Number(databaseId),
          isImplicit: Number(groupId) === graph["administrators_id"],
        };
        if (!WITH_ASPECTS.has(permission) || !isServerObject(value)) {
          yield* rowsOf(subject, permission, value);
          continue;
        }
        for (const [aspect, held] of Object.entries(value)) {
          yield* rowsOf(subject, `${permission}.${aspect}`, held);
        }
      }
    }
  }
}

/** The permissions that hold `native` and `schemas` before they go down to schemas. */
const WITH_ASPECTS: ReadonlySet<string> = new Set(["data", "download", "data-model"]);

interface Subject {
  readonly groupId: number;
  readonly databaseId: number;
  readonly isImplicit: boolean;
  readonly schema?: string;
  readonly tableId?: number;
}

function* rowsOf(subject: Subject, permission: string, value: unknown): Generator<ServerObject> {
  if (!isServerObject(value)) {
    yield toRow(subject, permission, value);
    return;
  }
  for (const [name, held] of Object.entries(value)) {
    if (subject.schema === undefined) {
      yield* rowsOf({ ...subject, schema: name }, permission, held);
    } else if (subject.tableId === undefined) {
      yield* rowsOf({ ...subject, tableId: Number(name) }, permission, held);
    } else {
      yield* rowsOf(subject, `${permission}.${name}`, held);
    }
  }
}

function toRow(subject: Subject, permission: string, value: unknown): ServerObject {
  const { groupId, databaseId, isImplicit, schema = null, tableId = null } = subject;
  return {
    id: derivedId([groupId, databaseId, schema, tableId, permission]),
    group_id: groupId,
    database_id: databaseId,
    schema,
    table_id: tableId,
    permission,
    value,
    is_implicit: isImplicit,
  };
}
