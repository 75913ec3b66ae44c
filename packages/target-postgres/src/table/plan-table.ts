import type { SchemaMessage } from "@singer-metabase/singer-protocol";
import type { Relation } from "../sql/identifier.ts";
import type { ColumnDefinition, TableStorage } from "../sql/table-definition.ts";
import { chooseColumnType, type TypeChoices } from "../types/column-rules.ts";
import { allowsNull } from "../types/expand-schema.ts";
import type { ColumnNameStyle } from "./column-name.ts";
import {
  isMetadataName,
  METADATA_COLUMNS,
  type MetadataColumn,
  metadataType,
} from "./metadata-columns.ts";
import { nameColumns } from "./name-columns.ts";

/** A column that a stream asks for. */
export interface PlannedColumn extends ColumnDefinition {
  /** Whether a value came that needs exactly this type, whatever the SCHEMA says. @default false */
  readonly isNeeded?: boolean;
  /** Whether the SCHEMA promises a value in every record. @default false */
  readonly isRequired?: boolean;
}

/** The table that a stream asks for, with the names that its columns have in a new one. */
export interface TablePlan {
  readonly relation: Relation;
  /** The stream's own columns, in the order of its properties. */
  readonly own: readonly PlannedColumn[];
  readonly metadata: readonly ColumnDefinition[];
  /** Identifiers of the key's columns; empty for a stream that is appended. */
  readonly keys: readonly string[];
  /** How a new table is stored. */
  readonly storage?: TableStorage | undefined;
}

/** Settings that shape tables. */
export interface TableChoices extends TypeChoices {
  readonly columnNameStyle: ColumnNameStyle;
  /** Whether streams with a key are appended all the same. */
  readonly ignoreKeys: boolean;
}

/** What else shapes one table. */
export interface TableShape {
  /** @default {@link METADATA_COLUMNS} */
  readonly metadata?: readonly MetadataColumn[];
  readonly storage?: TableStorage | undefined;
  /** Types, by property, that values turned out to need. */
  readonly neededTypes?: ReadonlyMap<string, string>;
}

/** Turns a SCHEMA into the table it asks for. Keys that are no property must have been refused. */
export function planTable(
  { schema, key_properties }: SchemaMessage,
  relation: Relation,
  choices: TableChoices,
  { metadata = METADATA_COLUMNS, storage, neededTypes }: TableShape = {},
): TablePlan {
  const properties = Object.entries(schema.properties ?? {}).filter(
    ([property]) => !isMetadataName(property),
  );
  const named = nameColumns(
    properties.map(([property]) => property),
    choices.columnNameStyle,
    [],
  );
  const identify = (property: string): string => named.get(property)?.identifier ?? property;
  return {
    relation,
    own: properties.map(([property, rules]) => {
      const neededType = neededTypes?.get(property);
      return {
        property,
        identifier: identify(property),
        ...chooseColumnType(rules, schema, choices),
        ...(neededType !== undefined && { sql: neededType, isNeeded: true }),
        isRequired: isListed(schema.required, property) && !allowsNull(rules, schema),
      };
    }),
    metadata: metadata.map((column) => ({
      property: column.name,
      identifier: column.name,
      sql: metadataType(column, choices),
    })),
    keys: choices.ignoreKeys ? [] : [...new Set(key_properties)].map(identify),
    storage,
  };
}

function isListed(names: unknown, name: string): boolean {
  return Array.isArray(names) && names.includes(name);
}
