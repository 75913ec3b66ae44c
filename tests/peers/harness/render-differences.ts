import { type ExpectedDifference, readExpectedDifferences } from "./expected-differences.ts";
import { PEERS } from "./peers.ts";

const TITLES = {
  meltano: "MeltanoLabs' target-postgres",
  pipelinewise: "pipelinewise-target-postgres",
} as const;

const INTRODUCTION = `# Where other targets load differently

\`npm run test:peers\` gives the same configuration and the same lines to another target and to ours, reads every table, column, key
and row, and compares. It does so from the start, and with ours going on in the tables that the other has made. This page is all
that differs, and why; everything else is equal. It is written from the lists in \`tests/peers/expected\`: a difference that
stands in none of them fails that test, and one that is no longer seen does, too.

Nothing is said here of the columns' comments and of the tables that begin with \`_sdc_\`, which only ours has.`;

/** The page of the documentation that says how ours differs from the peers. */
export function renderDifferences(): string {
  const sections = PEERS.map(({ name, distribution }) => {
    const rows = readExpectedDifferences(name).map(renderRow);
    const [what, version] = distribution.split("==");
    return [
      `## ${TITLES[name]}\n`,
      `\`${what}\` ${version}, with its settings.\n`,
      "| | theirs | ours | why |",
      "|:--|:--|:--|:--|",
      ...rows,
    ].join("\n");
  });
  return `${[INTRODUCTION, ...sections].join("\n\n")}\n`;
}

function renderRow({ topic, theirs, ours, why }: ExpectedDifference): string {
  const cells = [topic, theirs, ours, why].map((cell) =>
    cell.trim().replaceAll("\n", " ").replaceAll("|", "\\|"),
  );
  return `| ${cells.join(" | ")} |`;
}
