import { findSimilar } from "./find-similar.ts";
import { listTypes, type SettingSchema, toEnvironmentVariable } from "./settings-schema.ts";

/** A variable of the environment that looks like a setting's, and is none. */
export interface UnknownVariable {
  readonly name: string;
  /** The variable that was probably meant. */
  readonly meant: string | undefined;
}

/** A variable of a setting. */
interface KnownVariable {
  readonly name: string;
  /** Whether what follows its name and `_` may be any name: runners set one for each member of an object. */
  readonly isOpen: boolean;
}

/**
 * Finds variables with a program's prefix that no setting has. Left out are empty ones, the level of
 * the log, and what Meltano sets beside settings: its "extras", which have two underscores after the
 * prefix. https://docs.meltano.com/concepts/plugins/#plugin-extras
 */
export function findUnknownVariables(
  programName: string,
  schema: SettingSchema,
  environment: Readonly<Record<string, string | undefined>>,
): readonly UnknownVariable[] {
  const prefix = toEnvironmentVariable(programName, [""]);
  const known = listVariables(programName, schema, []);
  const names = [`${prefix}LOGLEVEL`, ...known.map(({ name }) => name)];
  const open = known.filter(({ isOpen }) => isOpen).map(({ name }) => `${name}_`);
  return Object.entries(environment)
    .filter(([name, value]) => value && name.startsWith(prefix) && !name.startsWith(`${prefix}_`))
    .filter(([name]) => !names.includes(name) && !open.some((start) => name.startsWith(start)))
    .map(([name]) => {
      // What all have in common would make everything similar.
      const rests = names.map((other) => other.slice(prefix.length));
      const meant = findSimilar(name.slice(prefix.length), rests);
      return { name, meant: meant && `${prefix}${meant}` };
    });
}

function listVariables(
  programName: string,
  { properties = {} }: SettingSchema,
  parents: readonly string[],
): KnownVariable[] {
  return Object.entries(properties).flatMap(([name, setting]) => {
    const path = [...parents, name];
    const isOpen = setting.properties === undefined && listTypes(setting).includes("object");
    return [
      { name: toEnvironmentVariable(programName, path), isOpen },
      ...listVariables(programName, setting, path),
    ];
  });
}
