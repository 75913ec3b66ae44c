export { describeProgram, flags, programName } from "./about.ts";
export {
  ConfigurationError,
  DatabaseError,
  RecordError,
  SchemaError,
  TargetError,
} from "./errors.ts";
export { main } from "./main.ts";
export { type Settings, settingsSchema } from "./settings.ts";
export { readVersion } from "./version.ts";
