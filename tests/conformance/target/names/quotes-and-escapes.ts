import { named } from "../named.ts";

export const situation = named("quotes, blanks and what SQL, COPY or a format gives a meaning to", [
  'qu"ote',
  "apo'strophe",
  "back\\slash",
  "semi;colon/*",
  "$1",
  "%s",
  "tab\there",
  "with space",
  "a.b",
]);
