import { isServerObject } from "../../records/server-object.ts";
import { clauseReferences } from "../mbql/clause-references.ts";
import type { NativePart } from "../mbql/query-references.ts";
import { cardIdOf, snippetNameOf, tagNamesOf } from "../sql/template.ts";

/** A template tag in a native query, with what it stands for. */
export interface TagUse {
  readonly name: string;
  readonly cardId?: number;
  /** The id of the snippet; null when none of that name is known. */
  readonly snippetId?: number | null;
  /** The field that a field filter, or a time grouping, goes by. */
  readonly fieldId?: number;
  /** The table that a tag in the place of a table stands for (newest versions). */
  readonly tableId?: number;
}

/** The type of each template tag by its name, as the question keeps it. */
export function tagTypesOf({ tags }: NativePart): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(tags).flatMap(([name, tag]) =>
      isServerObject(tag) && typeof tag["type"] === "string" ? [[name, tag["type"]]] : [],
    ),
  );
}

/**
 * The template tags that a native query and its snippets use, each once; tags in comments are none.
 *
 * @param texts the query's text as it was written, and with its snippets in their place
 * @param snippetIdOf the id of a snippet by its name
 */
export function tagUsesOf(
  { text, tags }: NativePart,
  expanded: string,
  snippetIdOf: (name: string) => number | undefined,
): TagUse[] {
  const names = new Set([...tagNamesOf(text), ...tagNamesOf(expanded)]);
  return [...names].map((name) => {
    const tag = tags[name];
    const known = isServerObject(tag) ? tag : {};
    const snippetName = snippetNameOf(name);
    if (snippetName !== undefined) {
      const id = known["snippet-id"] ?? snippetIdOf(snippetName);
      return { name, snippetId: typeof id === "number" ? id : null };
    }
    const cardId = known["card-id"] ?? cardIdOf(name);
    const [field] = clauseReferences(known["dimension"], "field filter", NO_SOURCES);
    return {
      name,
      ...(typeof cardId === "number" && { cardId }),
      ...(field?.kind === "field" && { fieldId: field.id }),
      ...(typeof known["table-id"] === "number" && { tableId: known["table-id"] }),
    };
  });
}

const NO_SOURCES = { card: undefined, joined: new Map() };
