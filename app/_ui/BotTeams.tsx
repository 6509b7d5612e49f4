"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext } from "react";
import type { BotName } from "@/core/bots/bot";

/** Which teams the server plays, by team number. */
export type BotTeams = ReadonlyMap<number, BotName>;

const BotTeamsContext = createContext<BotTeams>(new Map());

/** Below it every stamp and every name of these teams says that it is a bot's. */
export function BotTeamsProvider(props: { readonly bots: BotTeams; readonly children: ReactNode }) {
  return <BotTeamsContext.Provider value={props.bots}>{props.children}</BotTeamsContext.Provider>;
}

/** The bots among the teams below. */
export function useBotTeams(): BotTeams {
  return useContext(BotTeamsContext);
}

/** One sentence of how a team's bot plays; nothing for a team of students. */
export function BotText({ teamNumber }: { readonly teamNumber: number }) {
  const translate = useTranslations("ui.bots.text");
  const bot = useBotTeams().get(teamNumber);
  if (bot === undefined) return null;
  return <span className="block text-small leading-snug font-normal text-ink-2">{translate(bot)}</span>;
}

/** The bots of some teams, from the seats that they sit in. */
export function botTeamsOf(
  teams: readonly {
    readonly teamNumber: number;
    readonly seats: readonly { readonly bot: BotName | null }[];
  }[],
): BotTeams {
  return new Map(
    teams.flatMap(({ teamNumber, seats }) =>
      seats.flatMap(({ bot }) => (bot === null ? [] : [[teamNumber, bot] as const])),
    ),
  );
}
