import { uuid } from "./identity.ts";
import { createRandom } from "./random.ts";

/** A widget of a dashboard that filters its cards. */
export interface DashboardParameter {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly type: string;
  readonly sectionId: string;
  readonly default?: unknown;
}

/** Makes the widgets of a dashboard: none, one or two. */
export function createParameters(seed: number, id: number): readonly DashboardParameter[] {
  const random = createRandom(seed, "parameters", id);
  const parameters: DashboardParameter[] = [];
  if (random.chance(0.5)) {
    parameters.push({
      id: uuid(seed, "period", id).slice(0, 8),
      name: "Period",
      slug: "period",
      type: "date/all-options",
      sectionId: "date",
      default: "past90days",
    });
  }
  if (random.chance(0.4)) {
    parameters.push({
      id: uuid(seed, "choice", id).slice(0, 8),
      name: "Größe oder Kanal",
      slug: "größe_oder_kanal",
      type: "string/=",
      sectionId: "string",
    });
  }
  return parameters;
}
