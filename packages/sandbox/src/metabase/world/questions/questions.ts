import { cardTypeOf } from "../card-types.ts";
import type { Fields } from "../fields.ts";
import type { LazyList } from "../lazy-list.ts";
import { createRandom } from "../random.ts";
import type { Snippet } from "../snippets.ts";
import type { Table } from "../tables.ts";
import { createNativeQuestion } from "./native-question.ts";
import type { Question } from "./question.ts";
import { createStructuredQuestion } from "./structured-question.ts";
import { createSubjects, type Subject } from "./subjects.ts";

/** What people ask about. */
export interface QuestionsOptions {
  readonly seed: number;
  readonly tables: LazyList<Table>;
  readonly fields: Fields;
  readonly snippets: LazyList<Snippet>;
}

/**
 * What each card asks, by its id: models list rows, metrics are one figure, questions are in SQL, build on an earlier
 * model, show an earlier metric or ask a table.
 */
export function createQuestions(options: QuestionsOptions): (cardId: number) => Question {
  const { seed, tables, fields, snippets } = options;
  const subjects = createSubjects(tables, fields);
  const subjectOf = (id: number): Subject => createRandom(seed, "subject", id).pick(subjects);

  return (id) => {
    const type = cardTypeOf(id);
    const random = createRandom(seed, "question", id);
    const base = { random, tables, fields };
    const subject = subjectOf(id);
    // A spread comes last: Node 20 takes 2 µs for each member after one.
    if (type === "model") return createStructuredQuestion({ kind: "rows", subject, ...base });
    if (type === "metric") return createStructuredQuestion({ kind: "number", subject, ...base });
    const earlierModel = 10 * random.between(0, Math.floor((id - 2) / 10)) + 1;
    const earlierMetric = 23 * random.between(0, Math.floor((id - 6) / 23)) + 5;
    const way = random.next();
    if (way < 0.35) {
      const { table } = subjectOf(earlierModel);
      const readsCard = random.chance(0.2) && table.db_id === subject.table.db_id;
      const sourceCard = { id: earlierModel, name: table.display_name };
      const own = { seed, id, random, subject, snippets, tables, fields };
      return createNativeQuestion(readsCard ? { sourceCard, ...own } : own);
    }
    if (way < 0.5) {
      return createStructuredQuestion({
        kind: "summary",
        subject: subjectOf(earlierModel),
        sourceCardId: earlierModel,
        ...base,
      });
    }
    if (way < 0.55 && id > 5 && cardTypeOf(earlierMetric) === "metric") {
      return createStructuredQuestion({
        kind: "summary",
        subject: subjectOf(earlierMetric),
        metricId: earlierMetric,
        ...base,
      });
    }
    const kind = random.pick(["rows", "summary", "summary", "number"] as const);
    return createStructuredQuestion({ kind, subject, ...base });
  };
}
