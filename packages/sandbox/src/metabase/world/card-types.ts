/** What a card is; the type tells what can be built on it. */
export type CardType = "question" | "model" | "metric";

/** Every tenth card is a model, every 23rd of the others a metric: known without making the card. */
export function cardTypeOf(id: number): CardType {
  return id % 10 === 1 ? "model" : id % 23 === 5 ? "metric" : "question";
}

/** Whether a card is in the trash: known without making the card. */
export function isCardArchived(id: number): boolean {
  return id % 27 === 4;
}
