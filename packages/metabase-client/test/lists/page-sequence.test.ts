import { expect, test } from "vitest";
import { type Page, PageSequence } from "../../src/lists/page-sequence.ts";

/** Reads pages by 3 and tells what came of it. */
function read(pages: readonly Page[]) {
  const sequence = new PageSequence(3);
  const rows = pages.flatMap((page) => sequence.add(page).map((index) => page.keys[index]));
  return { rows: rows.join(""), next: sequence.next, problem: sequence.problem };
}

const page = (keys: string, total?: number): Page => ({ keys: [...keys], total });

test.each<[string, Page[], ReturnType<typeof read>]>([
  ["nothing", [page("", 0)], { rows: "", next: undefined, problem: undefined }],
  ["one page", [page("abc", 3)], { rows: "abc", next: undefined, problem: undefined }],
  [
    "the first page of several",
    [page("abc", 5)],
    { rows: "abc", next: { limit: 4, offset: 2 }, problem: undefined },
  ],
  [
    "pages that fit",
    [page("abc", 5), page("cde", 5)],
    { rows: "abcde", next: undefined, problem: undefined },
  ],
  [
    "pages without a total",
    [page("abc"), page("cd")],
    { rows: "abcd", next: undefined, problem: undefined },
  ],
  [
    "rows added in front",
    [page("abc", 6), page("bcde", 7)],
    { rows: "abcde", next: { limit: 4, offset: 5 }, problem: undefined },
  ],
  [
    "a server that does not page",
    [page("abcde", 5)],
    { rows: "abcde", next: undefined, problem: undefined },
  ],
])("%s is no problem", (_what, pages, expected) => {
  expect(read(pages)).toEqual(expected);
});

test.each<[string, Page[], string]>([
  ["a row removed in front", [page("abc", 6), page("def", 5)], "after 3 rows of 6"],
  ["a page that is repeated", [page("abc", 6), page("abc", 6)], "after 3 rows of 6"],
  [
    "a page that is repeated, with no total",
    [page("abc"), page("abc")],
    "after 3 rows of an unknown",
  ],
  ["a total that falls", [page("abc", 6), page("cdef", 5)], "after 3 rows of 6"],
  ["an empty page", [page("abc", 6), page("", 0)], "after 3 rows of 6"],
  ["a page that ends too soon", [page("abc", 6), page("c", 6)], "3 rows of 6"],
  ["a row that was seen before", [page("abc", 5), page("cda", 5)], "1 rows came twice"],
  ["a row twice in one page", [page("aab", 3)], "1 rows came twice"],
  ["more rows than the total", [page("abcd", 3)], "4 rows of 3"],
])("%s is a problem", (_what, pages, problem) => {
  const result = read(pages);

  expect(result.problem).toContain(problem);
  expect(result.next).toBeUndefined();
});
