import { fitIdentifier, type Relation } from "../sql/identifier.ts";

/** Where a stream goes, by the reference target's rule. */
export interface StreamRelation {
  readonly relation: Relation;
  /** Part of the stream's name that is in neither name of the relation. */
  readonly lost: string;
}

/**
 * The table is what follows the last dash of the stream's name. The schema is the one that is
 * configured; without one, it is the part before that dash, when the name has two or three parts.
 */
export function locateStream(
  stream: string,
  defaultSchema: string | undefined,
): StreamRelation | undefined {
  const parts = stream.split("-");
  const table = parts.at(-1) ?? stream;
  const named = parts.length === 2 || parts.length === 3 ? parts.at(-2) : undefined;
  const schema = defaultSchema || named;
  if (!schema) return undefined;
  const used = defaultSchema ? 1 : 2;
  return {
    relation: { schema: fitIdentifier(schema), table: fitIdentifier(table) },
    lost: parts.slice(0, -used).join("-"),
  };
}
