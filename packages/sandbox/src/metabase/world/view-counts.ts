/** Views that were counted since the world was made, on top of those that its rows bring along. */
export interface ViewCounts {
  /** Views of one object since the world was made. */
  of(model: "card" | "dashboard", id: number): number;
  /** Counts one view. */
  add(model: "card" | "dashboard", id: number): void;
}

/** No views yet. */
export function createViewCounts(): ViewCounts {
  const counts = new Map<string, number>();
  const of: ViewCounts["of"] = (model, id) => counts.get(`${model} ${id}`) ?? 0;
  return { of, add: (model, id) => counts.set(`${model} ${id}`, of(model, id) + 1) };
}
