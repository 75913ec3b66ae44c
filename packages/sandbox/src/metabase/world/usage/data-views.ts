import { AUDIT_DATABASE_ID } from "../databases.ts";
import type { World } from "../world.ts";
import type { UsageRow } from "./usage-views.ts";

/** `v_databases`: connections, without the one to these views. */
export function* databaseRows({ databases }: World): Generator<UsageRow> {
  for (const database of databases) {
    if (database.is_audit) continue;
    yield {
      ...database,
      entity_id: database.id,
      entity_qualified_id: `database_${database.id}`,
      database_type: database.engine,
      db_version: database.dbms_version?.version ?? null,
    };
  }
}

/** `v_tables` */
export function* tableRows({ tables }: World): Generator<UsageRow> {
  for (const table of tables) {
    if (table.db_id === AUDIT_DATABASE_ID) continue;
    yield {
      ...table,
      entity_id: table.id,
      entity_qualified_id: `table_${table.id}`,
      database_id: table.db_id,
    };
  }
}

/** `v_fields` */
export function* fieldRows({ fields, tables }: World): Generator<UsageRow> {
  for (const field of fields) {
    if (tables.byId(field.table_id)?.db_id === AUDIT_DATABASE_ID) continue;
    yield { ...field, entity_id: field.id, entity_qualified_id: `field_${field.id}` };
  }
}
