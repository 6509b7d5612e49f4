"use client";

import { useTranslations } from "next-intl";
import { useSession } from "@/app/_realtime/SessionProvider";
import { errorKindOf } from "@/app/_ui/charts/error-kind";
import { RaceDiagram } from "@/app/_ui/charts/RaceDiagram";
import { RoundLine } from "@/app/screen/_frame/RoundLine";
import { furthestStep, raceTeams } from "@/app/screen/_frame/race-teams";
import { ScreenFrame } from "@/app/screen/_frame/ScreenFrame";
import { SessionClock } from "@/app/screen/_frame/SessionClock";
import { chanceError } from "@/core/game/race";
import type { SharedView } from "@/core/game/view";

/** All teams' training errors on one step axis; designs stay secret and the test stays sealed. */
export function RacingScreen({ shared }: { shared: SharedView }) {
  const translate = useTranslations("screen");
  const race = useSession((state) => state.live.race);
  if (shared.round === null) return null;
  const teams = raceTeams(shared.teams, race);
  return (
    <ScreenFrame
      title={translate("racingTitle")}
      subtitle={
        <>
          <RoundLine shared={shared} /> {translate("racingText")}
        </>
      }
      aside={<SessionClock stacked label={translate("untilTally")} />}
      footer={translate("racingFooter")}
    >
      <RaceDiagram
        title={translate("racingTitle")}
        hideTitle
        withoutControls
        teams={teams}
        stepBudget={shared.round.deck.stepBudget}
        chanceError={chanceError}
        errorKind={errorKindOf(shared.round.deck)}
        playheadStep={furthestStep(teams)}
      />
    </ScreenFrame>
  );
}
