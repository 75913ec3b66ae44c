import { json, notFound } from "../server/answers.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";

/** The paid plan. https://www.metabase.com/docs/latest/api/premium-features */
export const licenceRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/premium-features/token/status",
    access: "superuser",
    answer: tokenStatus,
  },
];

/** What the licence token is good for; there is none on open source. Features are spelt with dashes here. */
function tokenStatus({ instance, edition }: RouteRequest): Answer {
  if (edition === "oss") return notFound;
  return json({
    valid: true,
    status: "Token is valid.",
    "plan-alias": "pro-self-hosted",
    features: [...instance.features].map((feature) => feature.replaceAll("_", "-")).sort(),
    trial: false,
    "max-users": 500,
    "valid-thru": "2030-12-31T12:00:00",
  });
}
