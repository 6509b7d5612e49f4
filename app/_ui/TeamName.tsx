import { useLocale, useTranslations } from "next-intl";
import { teamIdentity } from "./team-identity";

/** The words of a team's name, such as "Sumi" or "Sumi 2", for sentences and accessible names. */
export function useTeamNameText(): (teamNumber: number) => string {
  const translate = useTranslations("ui.team");
  return (teamNumber) => {
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
  const team = teamIdentity(teamNumber);
  return (
    <span>
      <span className="font-semibold">{nameText(teamNumber)}</span>
      {withKanji && !isJapanese && (
        <span lang="ja" className="ml-[0.35em] font-normal text-ink-2" style={{ fontWeight: 400 }}>
          {team.kanji}
        </span>
      )}
    </span>
  );
}
