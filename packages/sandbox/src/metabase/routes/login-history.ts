import { json } from "../server/answers.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import { createRandom } from "../world/random.ts";

/** From where somebody logged in. https://www.metabase.com/docs/latest/api/login-history */
export const loginHistoryRoutes: readonly Route[] = [
  { method: "GET", path: "/api/login-history/current", access: "user", answer: listOwnLogins },
];

const DEVICES = [
  "Browser (Firefox/Linux)",
  "Browser (Chrome/Mac OS X)",
  "Mobile browser (Safari/iOS)",
  "Library (node-fetch)",
];

/** Places with their time zones, whose offsets the instants are printed with. */
const PLACES = [
  { ip_address: "203.0.113.7", location: "Vienna, Vienna, Austria", timezone: "CET", offset: 1 },
  { ip_address: "198.51.100.23", location: "Tokyo, Japan", timezone: "JST", offset: 9 },
  { ip_address: "192.0.2.1", location: "Unknown location", timezone: null, offset: 0 },
];

/** The caller's own logins, newest first; the account of an API key never logs in. */
function listOwnLogins({ caller, world }: RouteRequest): Answer {
  const { id, last_login } = caller.user;
  if (last_login === null) return json([]);
  const random = createRandom(world.options.seed, "logins", id);
  const rows = Array.from({ length: random.between(1, 5) }, (_, age) => {
    const { offset, ...place } = random.pick(PLACES);
    const instant = Date.parse(last_login) - age * random.between(1, 40) * 3_600_000;
    return {
      timestamp: printWithOffset(instant, offset),
      device_description: random.pick(DEVICES),
      ...place,
      active: age === 0,
    };
  });
  return json(rows.sort((one, other) => Date.parse(other.timestamp) - Date.parse(one.timestamp)));
}

/** An instant in the zone of the place, as the server prints it: `2026-05-01T10:00:00.12+02:00`. */
function printWithOffset(milliseconds: number, hours: number): string {
  const local = new Date(milliseconds + hours * 3_600_000).toISOString().slice(0, -1);
  return hours === 0 ? `${local}Z` : `${local}+${String(hours).padStart(2, "0")}:00`;
}
