import { isServerObject, type ServerObject } from "../../records/server-object.ts";
import { clauseReferences } from "../mbql/clause-references.ts";

/** What a filter of a dashboard sets in one of its cards. */
export interface ParameterTarget {
  /** `dimension` (a field), `variable` (a template tag) or `text-tag` (in a text card). */
  readonly target_kind: string | null;
  readonly field_id: number | null;
  /** A field that is referred to by its name: a column of a question. */
  readonly field_name: string | null;
  readonly template_tag: string | null;
  /** The stage of the query that is filtered; null is the usual one. */
  readonly stage_number: number | null;
}

/**
 * Reads the target of a parameter mapping, such as `["dimension", ["field", 12, null],
 * {"stage-number": 0}]`.
 * https://www.metabase.com/docs/latest/api/dashboard
 *
 * @param fieldOfTag the field that a field filter of the card goes by
 */
export function parameterTarget(
  target: unknown,
  fieldOfTag: (tag: string) => number | undefined,
): ParameterTarget {
  const [kind, subject, options]: readonly unknown[] = Array.isArray(target) ? target : [];
  const tag = tagOf(subject);
  const [field] = clauseReferences(subject, "field filter", ANY_CARD).filter(
    (reference) => reference.place !== "join",
  );
  const stage = isServerObject(options) ? options["stage-number"] : undefined;
  return {
    target_kind: typeof kind === "string" ? kind : null,
    field_id: field?.kind === "field" ? field.id : tag === null ? null : (fieldOfTag(tag) ?? null),
    field_name: field?.kind === "column" ? field.name : null,
    template_tag: tag,
    stage_number: typeof stage === "number" ? stage : null,
  };
}

/** Which question a name belongs to is told by the mapping's own `card_id`. */
const ANY_CARD = { card: 0, joined: new Map() };

function tagOf(subject: unknown): string | null {
  if (typeof subject === "string") return subject;
  if (!Array.isArray(subject) || subject[0] !== "template-tag") return null;
  const name: unknown = subject.find((part, index) => index > 0 && typeof part === "string");
  return typeof name === "string" ? name : null;
}

/** The field of each field filter in a question's template tags, by the tag's name. */
export function fieldsOfTags(tags: ServerObject): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(tags).flatMap(([name, tag]) => {
      const dimension = isServerObject(tag) ? tag["dimension"] : undefined;
      const [field] = clauseReferences(dimension, "field filter", ANY_CARD);
      return field?.kind === "field" ? [[name, field.id] as const] : [];
    }),
  );
}
