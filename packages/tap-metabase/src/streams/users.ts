import { withCollectionIdsAsText } from "../records/collection-id.ts";
import {
  boolean,
  dateTime,
  integer,
  integerKey,
  list,
  object,
  openRecord,
  text,
} from "../records/properties.ts";
import { userList } from "../sources/user-list.ts";
import type { Stream } from "../stream.ts";

/**
 * People, active and deactivated. Accounts of API keys are not among them.
 * https://www.metabase.com/docs/latest/api/user
 */
export const users: Stream = {
  name: "users",
  group: "people",
  description: "People, active and deactivated.",
  endpoint: "GET /api/user?status=all&tenancy=all",
  versions: "0.49 and newer",
  privilege: "administrator (a group manager gets the people of their groups)",
  keyProperties: ["id"],
  // The attributes once more, as a detail of one person shows them.
  withheld: { structured_attributes: true },
  schema: openRecord({
    id: integerKey("The person's id."),
    email: text("Address, unique whatever its case."),
    first_name: text(),
    last_name: text(),
    common_name: text("First and last name, or the address when both are missing."),
    is_active: boolean("False once the account is deactivated."),
    is_superuser: boolean("True for administrators."),
    is_data_analyst: boolean("True for members of Data Analysts (newest versions)."),
    is_qbnewb: boolean("True until the query builder was used for the first time."),
    date_joined: dateTime("When the account was created."),
    last_login: dateTime("Null when the person never logged in."),
    updated_at: dateTime("Moves with every login."),
    locale: text("Language chosen by the person; null follows the instance."),
    sso_source: text("How the person logs in when not by password: google, ldap, saml, jwt, scim."),
    group_ids: list("Groups the person is in, All Users included.", { type: "integer" }),
    personal_collection_id: text("The person's own collection."),
    login_attributes: object(
      "Attributes that row and column security goes by; null unless include_login_attributes is on.",
    ),
    jwt_attributes: object(
      "The same from single sign-on (0.57 and newer); null unless include_login_attributes is on.",
    ),
    tenant_id: integer("The tenant the person belongs to (0.57 and newer)."),
    tenant_collection_id: text("The collection of the person's tenant (0.57 and newer)."),
  }),
  source: userList,
  rows: (user) => [withCollectionIdsAsText(user, "personal_collection_id", "tenant_collection_id")],
};
