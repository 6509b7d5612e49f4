import { useLocale, useTranslations } from "next-intl";
import { useBotTeams } from "./BotTeams";
import { teamIdentity } from "./team-identity";

/** The words of a team's name, such as "Sumi", "Sumi 2" or "Bayes (bot)", for sentences and accessible names. */
export function useTeamNameText(): (teamNumber: number) => string {
  const translate = useTranslations("ui.team");
  const translateBot = useTranslations("ui.bots.name");
  const bots = useBotTeams();
  return (teamNumber) => {
    const bot = bots.get(teamNumber);
    if (bot !== undefined) return translateBot(bot);
    const team = teamIdentity(teamNumber);
    const name = translate(team.key);
    return team.generation === 1 ? name : `${name} ${team.generation}`;
  };
}

type Props = {
  teamNumber: number;
  /** Adds the kanji in lighter type where the name itself is not in kanji. */
  withKanji?: boolean;
};

export function TeamName({ teamNumber, withKanji = false }: Props) {
  const nameText = useTeamNameText();
  const isJapanese = useLocale() === "ja";
  const isBot = useBotTeams().has(teamNumber);
  const team = teamIdentity(teamNumber);
  return (
    <span>
      <span className="font-semibold">{nameText(teamNumber)}</span>
      {withKanji && !isJapanese && !isBot && (
        <span lang="ja" className="ml-[0.35em] font-normal text-ink-2" style={{ fontWeight: 400 }}>
          {team.kanji}
        </span>
      )}
    </span>
  );
}
