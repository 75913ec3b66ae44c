/** What the name begins with that stands for a template tag while a query is parsed. */
export const TAG_PREFIX = "mb_tag_";

/** What the name begins with that stands for a question used as a table. */
export const CARD_PREFIX = "mb_card_";

/** What is put before a name that the parser takes for a keyword; see `withoutKeywordNames`. */
export const NAME_PREFIX = "mb_name_";

const CARD = new RegExp(`^${CARD_PREFIX}(\\d+)$`, "i");

/** The id of the question that a table's name stands for, if it does. */
export function cardIdOfName(name: string): number | undefined {
  const digits = CARD.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Says whether a name, or a part of it, comes from a template tag. */
export function isFromTag(name: string): boolean {
  return name.toLowerCase().includes(TAG_PREFIX);
}
