import type { FlatteningOptions } from "./flattening-options.ts";

/**
 * The name of a nested property: the names on its path, joined. As long as the whole is too long, the
 * next name from the left is cut to the initials of its words, or its first three characters.
 * https://sdk.meltano.com/en/latest/guides/flattening.html
 */
export function flattenName(
  path: readonly string[],
  { separator, maxKeyLength }: Pick<FlatteningOptions, "separator" | "maxKeyLength">,
): string {
  const parts = [...path];
  for (let index = 0; index < parts.length; index += 1) {
    if (Array.from(parts.join(separator)).length < maxKeyLength) break;
    parts[index] = abbreviate(parts[index] as string);
  }
  return parts.join(separator);
}

function abbreviate(name: string): string {
  const camelCase = name.replace(/(?:^|_)(.)/g, (_, letter: string) => letter.toUpperCase());
  const initials = camelCase.replace(/[a-z]/g, "");
  const short = initials.length > 1 ? initials : Array.from(name).slice(0, 3).join("");
  return short.toLowerCase();
}
