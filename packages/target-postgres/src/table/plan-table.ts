import type { SchemaMessage } from "@singer-metabase/singer-protocol";
import { fitIdentifier, type Relation } from "../sql/identifier.ts";
import type { ColumnDefinition, TableStorage } from "../sql/table-definition.ts";
import { chooseColumnType, type TypeChoices } from "../types/column-rules.ts";
import {
  isMetadataName,
  METADATA_COLUMNS,
  type MetadataColumn,
  metadataType,
} from "./metadata-columns.ts";

/** The table that a stream asks for. */
export interface TablePlan {
  readonly relation: Relation;
  /** The stream's own columns, in the order of its properties. */
  readonly own: readonly ColumnDefinition[];
  readonly metadata: readonly ColumnDefinition[];
  /** Identifiers of the key's columns; empty for a stream that is appended. */
  readonly keys: readonly string[];
  /** How a new table is stored. */
  readonly storage?: TableStorage | undefined;
}

/** Settings that shape tables. */
export interface TableChoices extends TypeChoices {
  readonly addMetadata: boolean;
  /** Whether streams with a key are appended all the same. */
  readonly ignoreKeys: boolean;
}

/** What else shapes one table. */
export interface TableShape {
  /** @default {@link METADATA_COLUMNS} */
  readonly metadata?: readonly MetadataColumn[];
  readonly storage?: TableStorage | undefined;
}

/** Turns a SCHEMA into the table it asks for. Keys that are no property must have been refused. */
export function planTable(
  message: SchemaMessage,
  relation: Relation,
  choices: TableChoices,
  { metadata = METADATA_COLUMNS, storage }: TableShape = {},
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
      ? metadata.map((column) => ({
          property: column.name,
          identifier: column.name,
          sql: metadataType(column, choices),
        }))
      : [],
    keys: choices.ignoreKeys ? [] : message.key_properties.map(fitIdentifier),
    storage,
  };
}
