import { CONNECTION_CANARY } from "../databases.ts";
import { type LazyList, listOf } from "../lazy-list.ts";
import { createStamp, type Stamp } from "../stamp.ts";

/** An address that alerts are posted to (server version 0.51 on). Its details are secrets. */
export interface Channel extends Omit<Stamp, "entity_id"> {
  readonly name: string;
  readonly description: string | null;
  readonly type: "channel/http";
  readonly details: Readonly<Record<string, unknown>>;
  readonly active: boolean;
}

/** Makes two channels, one of them switched off. */
export function createChannels(seed: number): LazyList<Channel> {
  return listOf(
    [true, false].map((active, index): Channel => {
      const { entity_id: _entityId, ...stamp } = createStamp(seed, "channel", index + 1);
      return {
        ...stamp,
        name: active ? "Operations pager" : "Old pager",
        description: active ? null : "Replaced in spring",
        type: "channel/http",
        details: {
          url: `https://pager.example/hooks/${CONNECTION_CANARY}`,
          method: "post",
          "auth-method": "header",
          "auth-info": { "x-pager-token": CONNECTION_CANARY },
        },
        active,
      };
    }),
  );
}
