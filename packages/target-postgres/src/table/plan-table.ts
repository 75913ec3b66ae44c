import type { SchemaMessage } from "@singer-metabase/singer-protocol";
import { fitIdentifier, type Relation } from "../sql/identifier.ts";
import type { ColumnDefinition } from "../sql/table-definition.ts";
import { chooseColumnType, type TypeChoices } from "../types/column-rules.ts";
import { isMetadataName, METADATA_COLUMNS, metadataType } from "./metadata-columns.ts";

/** The table that a stream asks for. */
export interface TablePlan {
  readonly relation: Relation;
  /** The stream's own columns, in the order of its properties. */
  readonly own: readonly ColumnDefinition[];
  readonly metadata: readonly ColumnDefinition[];
  /** Identifiers of the key's columns; empty for a stream that is appended. */
  readonly keys: readonly string[];
}

/** Settings that shape tables. */
export interface TableChoices extends TypeChoices {
  readonly addMetadata: boolean;
  /** Whether streams with a key are appended all the same. */
  readonly ignoreKeys: boolean;
}

/** Turns a SCHEMA into the table it asks for. Keys that are no property must have been refused. */
export function planTable(
  message: SchemaMessage,
  relation: Relation,
  choices: TableChoices,
): TablePlan {
  const properties = Object.entries(message.schema.properties ?? {});
  return {
    relation,
    own: properties
      .filter(([property]) => !isMetadataName(property))
      .map(([property, schema]) => ({
        property,
        identifier: fitIdentifier(property),
        sql: chooseColumnType(schema, message.schema, choices),
      })),
    metadata: choices.addMetadata
      ? METADATA_COLUMNS.map((column) => ({
          property: column.name,
          identifier: column.name,
          sql: metadataType(column, choices),
        }))
      : [],
    keys: choices.ignoreKeys ? [] : message.key_properties.map(fitIdentifier),
  };
}
