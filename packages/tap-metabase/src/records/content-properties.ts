import { boolean, dateTime, integer, list, object, text } from "./properties.ts";

/** Properties about sharing that questions and dashboards have in common. */
export const publishing = {
  enable_embedding: boolean("True when it may be embedded in other sites."),
  embedding_params: object("Which filters an embedding site may set."),
  embedding_type: text("Newest versions."),
  made_public_by_id: integer("users.id of who made a public link; the link itself is withheld."),
  initially_published_at: dateTime(),
};

/** Who changed a question or dashboard last, and when. */
export const lastEdit = {
  ...object("Who changed it last, and when."),
  properties: {
    id: integer("users.id"),
    email: text(),
    first_name: text(),
    last_name: text(),
    timestamp: dateTime(),
  },
};

/** Verifications of a question or dashboard (Pro and Enterprise). */
export const moderationReviews = list("Verifications (Pro and Enterprise).", { type: "object" });
