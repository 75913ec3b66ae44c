export type { Catalog, CatalogEntry, MetadataEntry } from "./catalog/catalog.ts";
export { createCatalogEntry, type StreamDescription } from "./catalog/create-catalog-entry.ts";
export { createRecordSelector } from "./catalog/create-record-selector.ts";
export { parseCatalog } from "./catalog/parse-catalog.ts";
export { isStreamSelected } from "./catalog/resolve-selection.ts";
export { selectSchema } from "./catalog/select-schema.ts";
export {
  CatalogError,
  CommandLineError,
  InputFileError,
  MessageError,
  OutputClosedError,
  SettingsError,
  SingerError,
} from "./errors.ts";
export type { JsonSchema } from "./json-schema.ts";
export {
  createLineWriter,
  type LineWriter,
  type LineWriterOptions,
} from "./lines/create-line-writer.ts";
export type { Line } from "./lines/line.ts";
export { cutLine, type LineBlock } from "./lines/line-block.ts";
export { openFile } from "./lines/open-file.ts";
export { readLineBlocks } from "./lines/read-line-blocks.ts";
export { readLines } from "./lines/read-lines.ts";
export { isPipe, readPipe } from "./lines/read-pipe.ts";
export { writeText } from "./lines/write-text.ts";
export { createLogger, type LoggerOptions } from "./logging/create-logger.ts";
export type { LogFacts, Logger, LogLevel, Metric } from "./logging/logger.ts";
export { createRedactor, type Redactor } from "./logging/redactor.ts";
export { formatMessage } from "./messages/format-message.ts";
export type {
  ActivateVersionMessage,
  BatchMessage,
  Message,
  RecordMessage,
  SchemaMessage,
  StateMessage,
} from "./messages/message.ts";
export { parseMessage } from "./messages/parse-message.ts";
export { type ReceivedMessage, readMessages } from "./messages/read-messages.ts";
export { answerCommonFlags } from "./program/answer-common-flags.ts";
export { describeSettings, type SettingDescription } from "./program/describe-settings.ts";
export { findSimilar } from "./program/find-similar.ts";
export type { Flag, Flags } from "./program/flags.ts";
export {
  type AboutFormat,
  formatAbout,
  formatSettingsTable,
  type ProgramDescription,
} from "./program/format-about.ts";
export { formatHelp } from "./program/format-help.ts";
export { type LoadSettingsOptions, loadSettings } from "./program/load-settings.ts";
export { type CommandLine, parseCommandLine } from "./program/parse-command-line.ts";
export { readJsonFile } from "./program/read-json-file.ts";
export { type Program, type ProgramContext, runProgram } from "./program/run-program.ts";
export type { SettingSchema, SettingsSchema } from "./program/settings-schema.ts";
export { SignalReceived } from "./program/watch-signals.ts";
export { readBookmark, writeBookmark } from "./state/bookmarks.ts";
export { readStateFile } from "./state/read-state-file.ts";
