import type { Situations } from "../harness/situation.ts";
import { dateTypes } from "./date-types.ts";
import { flatteningAndMaps } from "./flattening-and-maps.ts";
import { keys } from "./keys.ts";
import { names } from "./names.ts";
import { nestedTypes } from "./nested-types.ts";
import { scalarTypes } from "./scalar-types.ts";
import { schemaChanges } from "./schema-changes.ts";
import { settings } from "./settings.ts";
import { versions } from "./versions.ts";

/** All that is loaded by both. */
export const situations: Situations = {
  ...scalarTypes,
  ...dateTypes,
  ...nestedTypes,
  ...keys,
  ...names,
  ...schemaChanges,
  ...versions,
  ...flatteningAndMaps,
  ...settings,
};
