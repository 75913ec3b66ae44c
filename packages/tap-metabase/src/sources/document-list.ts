import { wholeList } from "./whole-list.ts";

/** Every document in use; the server does not list archived ones. */
export const documentList = wholeList({
  name: "document list",
  path: "/api/document",
  member: "items",
});
