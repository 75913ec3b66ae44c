import { isSecretName } from "./withheld-names.ts";

/** Where a field sits inside an object; `"*"` stands for every element of a list. */
export type FieldPath = readonly [string, ...string[]];

/**
 * Returns a value without what must never leave the server: fields with secret-looking names at
 * any depth, and the given paths. A flag or null under such a name is no secret and stays.
 * What needs no change is returned as it is, not copied.
 */
export function withhold(value: unknown, paths: readonly FieldPath[] = []): unknown {
  if (Array.isArray(value)) return withholdFromList(value, paths);
  if (typeof value === "object" && value !== null) return withholdFromObject(value, paths);
  return value;
}

function withholdFromList(values: readonly unknown[], paths: readonly FieldPath[]): unknown {
  const inner = below(paths, "*");
  let changed = false;
  const kept = values.map((value) => {
    const next = withhold(value, inner);
    changed ||= next !== value;
    return next;
  });
  return changed ? kept : values;
}

function withholdFromObject(value: object, paths: readonly FieldPath[]): unknown {
  let changed = false;
  const kept: [string, unknown][] = [];
  for (const [name, member] of Object.entries(value)) {
    if (isWithheld(name, member, paths)) {
      changed = true;
      continue;
    }
    const next = withhold(member, below(paths, name));
    changed ||= next !== member;
    kept.push([name, next]);
  }
  return changed ? Object.fromEntries(kept) : value;
}

function isWithheld(name: string, value: unknown, paths: readonly FieldPath[]): boolean {
  if (paths.some((path) => path.length === 1 && path[0] === name)) return true;
  return value !== null && typeof value !== "boolean" && isSecretName(name);
}

function below(paths: readonly FieldPath[], name: string): readonly FieldPath[] {
  if (paths.length === 0) return paths;
  return paths.flatMap(([first, ...rest]) => {
    const [next, ...others] = rest;
    return first === name && next !== undefined ? [[next, ...others] as const] : [];
  });
}
