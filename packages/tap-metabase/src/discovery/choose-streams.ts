import {
  type Catalog,
  findSimilar,
  type Logger,
  SettingsError,
} from "@singer-metabase/singer-protocol";
import type { Stream, StreamGroup } from "../stream.ts";
import { discover } from "./discover.ts";
import { type SelectedStream, selectStreams } from "./select-streams.ts";

/** What decides which streams a run reads. */
export interface StreamChoice {
  /** Every stream that there is, questions too. */
  readonly known: readonly Stream[];
  /** Undefined without a file: those that are selected by default. */
  readonly catalog: Catalog | undefined;
  readonly settings: {
    readonly stream_groups: readonly StreamGroup[];
    readonly required_streams: readonly string[];
  };
  readonly logger: Logger;
}

const QUESTION = /^question_(\d+)$/;

/**
 * The streams that the catalog and the settings select, in the order in which they are emitted.
 *
 * @throws {SettingsError} when nothing or not every required stream is selected
 */
export function chooseStreams(choice: StreamChoice): readonly SelectedStream[] {
  const { known, catalog = discover(known), settings, logger } = choice;
  const { selected, unknown } = selectStreams(known, catalog, settings.stream_groups);
  if (unknown.length > 0) {
    logger.warn(`the catalog selects streams that do not exist: ${unknown.join(", ")}`);
  }
  requireSelected(choice, selected);
  if (selected.length === 0) {
    throw new SettingsError([
      `nothing is selected: check the catalog and the setting "stream_groups"`,
    ]);
  }
  return selected;
}

function requireSelected(
  { known, settings }: StreamChoice,
  selected: readonly SelectedStream[],
): void {
  const names = known.map(({ name }) => name);
  const chosen = new Set(selected.map(({ stream }) => stream.name));
  const missing = settings.required_streams.filter((name) => !chosen.has(name));
  if (missing.length === 0) return;
  throw new SettingsError(
    missing.map((name) => {
      const why = names.includes(name)
        ? `which the catalog or the setting "stream_groups" leaves out`
        : `which does not exist${describeHint(name, names)}`;
      return `setting "required_streams" names ${name}, ${why}`;
    }),
  );
}

function describeHint(name: string, names: readonly string[]): string {
  const question = QUESTION.exec(name)?.[1];
  if (question !== undefined) return `: put ${question} into the setting "question_results"`;
  const meant = findSimilar(name, names);
  return meant === undefined ? ": --discover lists all" : `: did you mean ${meant}?`;
}
