export { describeProgram, flags, programName } from "./about.ts";
export { discover } from "./discovery/discover.ts";
export { TapError } from "./errors.ts";
export { main } from "./main.ts";
export type { RecordSchema } from "./records/properties.ts";
export { type Settings, settingsSchema } from "./settings.ts";
export type { Stream, StreamGroup } from "./stream.ts";
export { streams } from "./streams/index.ts";
export { readVersion } from "./version.ts";
