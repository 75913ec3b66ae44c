import type { TablePlan } from "./table-plan.ts";

/** Tables of the database that every installation brings along. */
export const SAMPLE_TABLES: readonly TablePlan[] = [
  {
    database: 1,
    schema: "PUBLIC",
    name: "ORDERS",
    description: "Confirmed Sample Company orders for a product, from a user.",
    rows: 18760,
    columns: [
      "ID bigint PK",
      "USER_ID integer FK:PUBLIC.PEOPLE.ID",
      "PRODUCT_ID integer FK:PUBLIC.PRODUCTS.ID",
      "SUBTOTAL double",
      "TOTAL double",
      "DISCOUNT double Discount",
      "CREATED_AT timestamp CreationTimestamp",
      "QUANTITY integer Quantity",
    ],
  },
  {
    database: 1,
    schema: "PUBLIC",
    name: "PEOPLE",
    rows: 2500,
    columns: [
      "ID bigint PK",
      "NAME varchar Name",
      "EMAIL varchar Email",
      "CITY varchar City",
      "BIRTH_DATE date",
      "PASSWORD varchar sensitive",
      "LATITUDE double Latitude",
      "LONGITUDE double Longitude",
    ],
  },
  {
    database: 1,
    schema: "PUBLIC",
    name: "PRODUCTS",
    rows: 200,
    columns: [
      "ID bigint PK",
      "EAN varchar",
      "TITLE varchar Title",
      "CATEGORY varchar Category",
      "PRICE double",
      "RATING double Score",
    ],
  },
];
