import { recordLine, schemaLine } from "../harness/lines.ts";

const string = { type: ["string", "null"] };

/** The stream of the SDK's own examples, and two records of it. */
export const CUSTOMERS = schemaLine(
  "customers",
  {
    customer_id: { type: ["integer", "null"] },
    full_name: string,
    owner_email: string,
    email: string,
  },
  ["customer_id"],
);
export const JANE = recordLine("customers", {
  customer_id: 1,
  full_name: "Jane Doe",
  owner_email: "jane@example.com",
  email: "jane@home.example",
});
export const JOHN = recordLine("customers", {
  customer_id: 2,
  full_name: "John Roe",
  owner_email: "john@example.org",
  email: null,
});
