"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_ui/Button";
import { Dialog } from "@/app/_ui/Dialog";
import { SelectField } from "@/app/host/SelectField";
import { spacedCode } from "@/app/screen/_frame/join-address";
import type { SeatId } from "@/core/game/identifiers";
import type { SharedView, TeamView } from "@/core/game/view";
import { useHostCommands } from "./HostCommands";
import { useHostView } from "./HostViewProvider";
import { mayChangeTeams, privateNameOf, seatName, teamsWithRoomFor } from "./host-class";
import { useTeamTitle } from "./use-team-title";

type Props = { shared: SharedView; seatId: SeatId | null; onClose: () => void };

/** What a host can do with one seat: bring it to another device, move it, make it captain, send it away. */
export function SeatDialog({ shared, seatId, onClose }: Props) {
  const translate = useTranslations("host");
  const own = useHostView();
  const team = shared.teams.find((other) => other.seats.some((seat) => seat.seatId === seatId)) ?? null;
  const isOpen = seatId !== null && team !== null;
  const privateName = seatId === null ? null : privateNameOf(own, seatId);
  return (
    <Dialog open={isOpen} onClose={onClose} title={seatId === null ? null : seatName(own, seatId)}>
      {isOpen && (
        <div className="grid gap-s4">
          {privateName !== null && <p className="text-ink-2">{translate("onlyYouSee", { privateName })}</p>}
          <SeatCodePart key={seatId} seatId={seatId} />
          <TeamPart seatId={seatId} team={team} shared={shared} onClose={onClose} />
          <SendAwayPart seatId={seatId} onClose={onClose} />
        </div>
      )}
    </Dialog>
  );
}

function SeatCodePart({ seatId }: { seatId: SeatId }) {
  const translate = useTranslations("host");
  const { run } = useHostCommands();
  const name = seatName(useHostView(), seatId);
  const [seatCode, setSeatCode] = useState<string | null>(null);

  async function reopen() {
    const answer = await run("seat:reopen", { seatId });
    if (answer.ok) setSeatCode(answer.seatCode);
  }

  if (seatCode !== null) {
    return (
      <div role="status">
        <p>{translate("seatCodeText", { name })}</p>
        <p className="text-h1 leading-tight font-semibold">{spacedCode(seatCode)}</p>
      </div>
    );
  }
  return (
    <div>
      <p className="mb-s2">{translate("reopenText")}</p>
      <Button onClick={() => void reopen()}>{translate("reopen")}</Button>
    </div>
  );
}

type TeamPartProps = { seatId: SeatId; team: TeamView; shared: SharedView; onClose: () => void };

const ownTeamValue = "new";

function TeamPart({ seatId, team, shared, onClose }: TeamPartProps) {
  const translate = useTranslations("host");
  const { run } = useHostCommands();
  const teamTitle = useTeamTitle(shared, useHostView());
  const targets = teamsWithRoomFor(shared, 1, team.teamId);
  const [chosen, setChosen] = useState<string>(targets[0]?.teamId ?? ownTeamValue);
  const target = targets.find(({ teamId }) => teamId === chosen)?.teamId ?? null;
  const mayNameCaptain = shared.commitBy === "captain" && team.captainSeatId !== seatId;

  async function take(command: "seat:move" | "captain:name") {
    const answer =
      command === "seat:move"
        ? await run("seat:move", { seatId, teamId: target })
        : await run("captain:name", { seatId });
    if (answer.ok) onClose();
  }

  return (
    <div className="grid gap-s2 border-t rule-faint pt-s3">
      <p className="text-ink-2">{translate("sitsIn", { team: teamTitle(team.teamId) })}</p>
      {mayNameCaptain && (
        <p>
          <Button onClick={() => void take("captain:name")}>{translate("nameCaptain")}</Button>
        </p>
      )}
      {mayChangeTeams(shared.phase) ? (
        <>
          <SelectField
            label={translate("moveTo")}
            value={target ?? ownTeamValue}
            options={[
              ...targets.map(({ teamId }) => ({ value: teamId, label: teamTitle(teamId) })),
              { value: ownTeamValue, label: translate("newTeam") },
            ]}
            onChange={setChosen}
          />
          <p>
            <Button onClick={() => void take("seat:move")}>{translate("move")}</Button>
          </p>
        </>
      ) : (
        <p className="text-ink-2">{translate("teamsAreFixed")}</p>
      )}
    </div>
  );
}

function SendAwayPart({ seatId, onClose }: { seatId: SeatId; onClose: () => void }) {
  const translate = useTranslations("host");
  const { run, ask } = useHostCommands();
  const name = seatName(useHostView(), seatId);
  return (
    <div className="flex flex-wrap gap-s2 border-t rule-faint pt-s3">
      <Button
        variant="quiet"
        onClick={() => {
          onClose();
          ask({
            title: translate("removeTitle", { name }),
            text: translate("removeText", { name }),
            confirm: translate("removeConfirm"),
            onConfirm: () => void run("seat:remove", { seatId }),
          });
        }}
      >
        {translate("remove")}
      </Button>
      <Button
        variant="quiet"
        onClick={() => {
          onClose();
          ask({
            title: translate("banTitle", { name }),
            text: translate("banText", { name }),
            confirm: translate("banConfirm"),
            onConfirm: () => void run("seat:ban", { seatId }),
          });
        }}
      >
        {translate("ban")}
      </Button>
    </div>
  );
}
