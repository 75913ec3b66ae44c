/** A table for a terminal: a heading, a rule, numbers to the right. */
export function formatTable(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const names = Object.keys(rows[0] ?? {});
  const columns = names.map((name) => {
    const cells = rows.map((row) => shorten(String(row[name] ?? "")));
    const width = Math.max(name.length, ...cells.map(columnsOf));
    const isNumber = rows.every((row) => /^-?[\d,.]+$/.test(String(row[name])));
    const pad = (text: string) => {
      const space = " ".repeat(width - columnsOf(text));
      return isNumber ? space + text : text + space;
    };
    return [pad(name), "─".repeat(width), ...cells.map(pad)];
  });
  const lines = (columns[0] ?? []).map((_, index) =>
    columns.map((column) => column[index]).join("  "),
  );
  return lines.map((line) => `  ${line.trimEnd()}\n`).join("");
}

function shorten(text: string): string {
  if (columnsOf(text) <= LONGEST) return text;
  const characters = [...text];
  while (columnsOf(characters.join("")) >= LONGEST) characters.pop();
  return `${characters.join("")}…`;
}

const LONGEST = 60;
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u;

/** How many columns of a terminal a text takes: East Asian characters and emoji take two, marks none. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (!/\p{Mark}/u.test(character)) columns += WIDE.test(character) ? 2 : 1;
  }
  return columns;
}
