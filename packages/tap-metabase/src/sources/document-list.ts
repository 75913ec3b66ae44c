import type { ServerSource } from "../source.ts";
import { withoutPersonal } from "./personal-content.ts";
import { wholeList } from "./whole-list.ts";

const inUse = wholeList({ name: "document list", path: "/api/document", member: "items" });

/** Every document in use with its text; the server does not list archived ones. */
export const documentList: ServerSource = {
  ...inUse,
  filteredBy: ["include_personal_collections"],
  read: (reading) => withoutPersonal(reading, inUse.read(reading)),
};
