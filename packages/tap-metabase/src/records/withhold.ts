import { isSecretName } from "./withheld-names.ts";

/**
 * What never leaves of an object: true for a whole field, deeper for a part of it. `"*"` stands
 * for every element of a list.
 */
export interface Withheld {
  readonly [name: string]: true | Withheld;
}

/**
 * Returns a value without what must never leave the server: fields with secret-looking names at
 * any depth, and what `withheld` names. A flag or null under such a name is no secret and stays.
 * What needs no change is returned as it is, not copied.
 */
export function withhold(value: unknown, withheld?: Withheld): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Array.isArray(value) ? withholdFromList(value, withheld) : fromObject(value, withheld);
}

function withholdFromList(values: readonly unknown[], withheld: Withheld | undefined): unknown {
  const inner = ruleFor("*", withheld);
  let kept: unknown[] | undefined;
  for (const [index, value] of values.entries()) {
    const next = withhold(value, inner === true ? undefined : inner);
    if (next === value) continue;
    kept ??= [...values];
    kept[index] = next;
  }
  return kept ?? values;
}

function fromObject(object: object, withheld: Withheld | undefined): unknown {
  let kept: Record<string, unknown> | undefined;
  for (const name of Object.keys(object)) {
    const value = (object as Record<string, unknown>)[name];
    const rule = ruleFor(name, withheld);
    if (rule === true || isSecret(name, value)) {
      kept ??= { ...object };
      delete kept[name];
      continue;
    }
    const next = withhold(value, rule);
    if (next === value) continue;
    kept ??= { ...object };
    kept[name] = next;
  }
  return kept ?? object;
}

function ruleFor(name: string, withheld: Withheld | undefined): true | Withheld | undefined {
  return withheld !== undefined && Object.hasOwn(withheld, name) ? withheld[name] : undefined;
}

function isSecret(name: string, value: unknown): boolean {
  return value !== null && typeof value !== "boolean" && isSecretName(name);
}
