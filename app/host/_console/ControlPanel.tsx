"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/Button";
import { phaseRule } from "@/core/game/phase";
import type { SharedView } from "@/core/game/view";
import { useHostCommands } from "./HostCommands";
import { useHostView } from "./HostViewProvider";

const extraSeconds = [15, 30, 60] as const;

/** Time, doors and the ways off the usual path. */
export function ControlPanel({ shared, onTogglePause }: { shared: SharedView; onTogglePause: () => void }) {
  const translate = useTranslations("host");
  const { run } = useHostCommands();
  const { phaseSequence, isLocked } = shared;
  const hasClock = shared.deadlineAtMs !== null && shared.phase !== "scoring";
  return (
    <section>
      <h2 className="mb-s3 border-b rule-ink pb-s1">{translate("controls")}</h2>
      <div className="grid grid-cols-2 gap-s2">
        <Button onClick={onTogglePause} aria-pressed={shared.pausedAtMs !== null}>
          {translate(shared.pausedAtMs === null ? "pause" : "resume")}
        </Button>
        <Button onClick={() => void run("session:lock", { isLocked: !isLocked })} aria-pressed={isLocked}>
          {translate(isLocked ? "unlock" : "lock")}
        </Button>
      </div>
      <fieldset className="m-0 mt-s3 border-0 p-0">
        <legend className="mb-s1 p-0 text-small text-ink-2">{translate("moreTime")}</legend>
        <div className="grid grid-cols-3 gap-s2">
          {extraSeconds.map((seconds) => (
            <Button
              key={seconds}
              disabled={!hasClock}
              onClick={() => void run("time:add", { phaseSequence, seconds })}
            >
              {translate("addSeconds", { seconds })}
            </Button>
          ))}
        </div>
      </fieldset>
      <OffThePath shared={shared} />
    </section>
  );
}

function OffThePath({ shared }: { shared: SharedView }) {
  const translate = useTranslations("host");
  const { run, ask } = useHostCommands();
  const { isOwner } = useHostView();
  const { phase, phaseSequence } = shared;
  const { leadsTo } = phaseRule(phase);
  const canRedo = shared.round !== null && leadsTo.includes("briefing");
  const canJump = leadsTo.includes("debrief");
  return (
    <div className="mt-s3 grid grid-cols-2 gap-s2">
      <Button
        disabled={!canRedo}
        onClick={() =>
          ask({
            title: translate("redoTitle"),
            text: translate("redoText"),
            confirm: translate("redo"),
            onConfirm: () => void run("round:redo", { phaseSequence }),
          })
        }
      >
        {translate("redo")}
      </Button>
      <Button
        disabled={!canJump}
        onClick={() =>
          ask({
            title: translate("jumpTitle"),
            text: translate("jumpText"),
            confirm: translate("jump"),
            onConfirm: () => void run("debrief:jump", { phaseSequence }),
          })
        }
      >
        {translate("jump")}
      </Button>
      <Button
        className="col-span-2"
        disabled={!isOwner}
        detail={isOwner ? undefined : translate("onlyOwnerEnds")}
        onClick={() =>
          ask({
            title: translate("endTitle"),
            text: translate("endText"),
            confirm: translate("end"),
            onConfirm: () => void run("session:close", {}),
          })
        }
      >
        {translate("end")}
      </Button>
    </div>
  );
}
