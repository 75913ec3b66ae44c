const STATUSES = ["open", "packed", "shipped", "delivered", "returned"];
const CITIES = ["Zürich", "Lyon", "Porto", "Gdańsk", "Aarhus", "Bologna", "Utrecht"];

/** Ten columns, among them one object, one array and two date-times; about 450 bytes a line. */
export const REALISTIC_PROPERTIES = {
  id: { type: "integer" },
  customer: { type: ["string", "null"] },
  email: { type: ["string", "null"] },
  status: { type: ["string", "null"] },
  amount: { type: ["number", "null"] },
  is_paid: { type: ["boolean", "null"] },
  created_at: { type: ["string", "null"], format: "date-time" },
  updated_at: { type: ["string", "null"], format: "date-time" },
  address: { type: ["object", "null"] },
  tags: { type: ["array", "null"] },
};

/** The record of an id, the same in every run. */
export function createRealisticRecord(id: number, isChanged: boolean): Record<string, unknown> {
  const random = scramble(id);
  const day = String(1 + (random % 28)).padStart(2, "0");
  const second = String(random % 60).padStart(2, "0");
  const micros = String(random % 1_000_000).padStart(6, "0");
  return {
    id,
    customer: `Customer ${random % 50_000} of ${CITIES[random % CITIES.length]}`,
    email: `person.${random % 50_000}@example-${random % 97}.org`,
    status: isChanged ? "changed" : STATUSES[random % STATUSES.length],
    amount: (random % 10_000_000) / 100,
    is_paid: random % 3 !== 0,
    created_at: `2023-0${1 + (random % 9)}-${day}T08:15:${second}.${micros}Z`,
    updated_at: `2024-1${random % 3}-${day}T17:45:${second}.${micros}+00:00`,
    address: {
      street: `${1 + (random % 200)} Long Street, "rear building"`,
      city: CITIES[random % CITIES.length],
      geo: { lat: (random % 18_000) / 100 - 90, lon: (random % 36_000) / 100 - 180 },
    },
    tags: [STATUSES[random % 5], `batch-${random % 1_000}`, random % 7],
  };
}

/** A number that looks random and is the same in every run. */
function scramble(value: number): number {
  let mixed = Math.imul(value ^ 0x9e3779b9, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
