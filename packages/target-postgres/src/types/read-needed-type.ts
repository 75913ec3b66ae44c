import { RecordError, ValueError } from "../errors.ts";

/** A property, and the type that its column must have. */
export interface NeededType {
  readonly property: string;
  readonly type: string;
}

/** The wider column that a record which failed needs, where that is all it takes. */
export function readNeededType(error: unknown): NeededType | undefined {
  if (!(error instanceof RecordError && error.cause instanceof ValueError)) return undefined;
  const { column: property, cause } = error;
  const type = cause.neededType;
  return property === undefined || type === undefined ? undefined : { property, type };
}
