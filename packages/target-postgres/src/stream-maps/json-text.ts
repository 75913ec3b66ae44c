/** The place behind the string that begins at `start`, in JSON that is known to be right. */
export function findStringEnd(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end + 1;
}

/** JSON without what only makes it readable. */
export function removeBlanks(json: string): string {
  const next = /["\s]/g;
  const kept: string[] = [];
  let start = 0;
  for (let match = next.exec(json); match !== null; match = next.exec(json)) {
    if (match[0] === '"') next.lastIndex = findStringEnd(json, match.index);
    else {
      kept.push(json.slice(start, match.index));
      start = next.lastIndex;
    }
  }
  return kept.join("") + json.slice(start);
}

/** An odd number of backslashes takes the quote into the string. */
function isEscaped(json: string, quote: number): boolean {
  let start = quote;
  while (json[start - 1] === "\\") start -= 1;
  return (quote - start) % 2 === 1;
}
