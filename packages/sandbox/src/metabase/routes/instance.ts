import { json } from "../server/answers.ts";
import type { Instance } from "../server/instance.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import type { Caller } from "../world/people.ts";
import { administratorSettings } from "./administrator-settings.ts";
import { type InstanceSetting, instanceSettings } from "./instance-settings.ts";

/** What the server is. https://www.metabase.com/docs/latest/api/setting */
export const instanceRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/health",
    access: "public",
    answer: () => json({ status: "ok" }),
  },
  { method: "GET", path: "/api/session/properties", access: "public", answer: properties },
  { method: "GET", path: "/api/setting", access: "setting", answer: listSettings },
  { method: "GET", path: "/api/setting/:key", access: "user", answer: getSetting },
];

/** Without credentials the public part, with them more; never a refusal. */
function properties({ instance, caller }: RouteRequest<Caller | undefined>): Answer {
  return json(
    Object.fromEntries(visibleSettings(instance, caller).map(({ key, value }) => [key, value])),
  );
}

function listSettings({ instance, caller }: RouteRequest): Answer {
  return json(
    visibleSettings(instance, caller).map(({ key, value, description, isFromEnvironment }) => {
      const env_name = `MB_${key.replace(/-/g, "_").replace(/\W/g, "").toUpperCase()}`;
      return {
        key,
        value,
        is_env_setting: isFromEnvironment === true,
        env_name,
        description,
        default: isFromEnvironment === true ? `Using value of env var $${env_name}` : null,
      };
    }),
  );
}

function getSetting({ instance, caller, parameters }: RouteRequest): Answer {
  const { key = "" } = parameters;
  const setting = visibleSettings(instance, caller).find((each) => each.key === key);
  if (setting === undefined) {
    return { status: 400, text: `Unknown setting: :${key}` };
  }
  return setting.value === null ? { status: 204, text: "" } : json(setting.value);
}

function visibleSettings(instance: Instance, caller: Caller | undefined): InstanceSetting[] {
  const hidden: readonly InstanceSetting["visibility"][] =
    caller === undefined ? ["authenticated", "admin"] : caller.isSuperuser ? [] : ["admin"];
  return [...instanceSettings(instance), ...administratorSettings].filter(
    ({ visibility }) => !hidden.includes(visibility),
  );
}
