import type { Card } from "../cards.ts";
import type { LegacyQuery } from "../questions/question.ts";
import { createQuestions, type QuestionsOptions } from "../questions/questions.ts";
import type { ResultColumn } from "../questions/result-columns.ts";
import { createRandom } from "../random.ts";
import { type ResultForm, resultValue } from "./result-value.ts";

/** What a question answers when it is asked. */
export interface QuestionResult {
  readonly columns: readonly ResultColumn[];
  /** All rows that there are, before any limit. */
  readonly rowCount: number;
  /** The first rows, made one by one. */
  rows(limit: number, form: ResultForm): Iterable<readonly unknown[]>;
}

/** Results of questions, each the same whenever it is asked for. */
export interface Results {
  /** Undefined: the database refuses the query. */
  of(card: Card): QuestionResult | undefined;
}

/** What results depend on. */
export interface ResultsOptions extends QuestionsOptions {
  /** Rows of each question that lists rows; 0: a few, by chance. */
  readonly resultRows: number;
}

/** Whether a question adds rows up, which earns it a higher limit on rows. SQL is not looked into. */
export function isAggregated(query: LegacyQuery): boolean {
  return query.type === "query" && (query.query.aggregation?.length ?? 0) > 0;
}

/** Whether a card's query fails: known without making the card. */
export function failsToRun(cardId: number): boolean {
  return cardId % 29 === 6;
}

/** Makes the results of a world's questions; every twelfth list is empty. */
export function createResults(options: ResultsOptions): Results {
  const { seed, resultRows } = options;
  const ask = createQuestions(options);

  const countRows = ({ id, dataset_query: query }: Card): number => {
    const random = createRandom(seed, "rows", id);
    if (isAggregated(query)) {
      const isOneFigure = query.type === "query" && query.query.breakout === undefined;
      return isOneFigure ? 1 : random.between(2, 40);
    }
    const count = id % 12 === 3 ? 0 : resultRows || random.between(1, 60);
    const limit = query.type === "query" ? query.query.limit : undefined;
    return Math.min(count, limit ?? count);
  };

  return {
    of(card) {
      if (failsToRun(card.id)) return undefined;
      const { columns } = ask(card.id);
      const rowCount = countRows(card);
      return {
        columns,
        rowCount,
        *rows(limit, form) {
          for (let row = 0; row < Math.min(rowCount, limit); row += 1) {
            yield columns.map((column) =>
              resultValue({ seed, cardId: card.id, row, column }, form),
            );
          }
        },
      };
    },
  };
}
