import type { SettingSchema } from "@singer-metabase/singer-protocol";
import type { FakerConfig } from "../stream-maps/fake-functions.ts";
import type { StreamMapsSetting } from "../stream-maps/read-stream-maps.ts";

/** What becomes of messages before they are loaded. */
export interface MappingSettings {
  readonly stream_maps?: StreamMapsSetting;
  readonly stream_map_config?: Readonly<Record<string, unknown>>;
  readonly faker_config?: FakerConfig;
  readonly flattening_enabled: boolean;
  readonly flattening_max_depth?: number;
  readonly flattening_separator: string;
  readonly flattening_max_key_length: number;
}

/** The settings of stream maps and flattening, as the SDK has them. */
export const mappingSettings: Readonly<Record<string, SettingSchema>> = {
  stream_maps: {
    type: "object",
    additionalProperties: { type: ["object", "string", "null"] },
    description:
      "What to change in streams: by name or pattern, an object of fields and Python expressions, or null to leave the stream out.",
  },
  stream_map_config: {
    type: "object",
    description: "Values that expressions read as config['name'].",
  },
  faker_config: {
    type: "object",
    additionalProperties: true,
    properties: {
      seed: {
        type: ["integer", "number", "string", "boolean"],
        description: "Makes fake values the same in every run.",
      },
      locale: {
        type: ["string", "array"],
        items: { type: "string" },
        description: "Language and country of fake values.",
      },
    },
    description: "How expressions make fake values (seed, locale).",
  },
  flattening_enabled: {
    type: "boolean",
    default: false,
    description:
      "Whether members of nested objects become columns; flattening_max_depth says how deep.",
  },
  flattening_max_depth: {
    type: "integer",
    minimum: 0,
    description: "Levels of nested objects that become columns; what is deeper becomes text.",
  },
  flattening_separator: {
    type: "string",
    default: "__",
    description: "What stands between the names of nested objects' members.",
  },
  flattening_max_key_length: {
    type: "integer",
    minimum: 1,
    default: 255,
    description: "Length from which the names of nested objects' members are abbreviated.",
  },
};
