"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/Button";
import type { SharedView } from "@/core/game/view";
import { useCommand } from "./use-command";

/** Who plays alone holds the clock: pause and go on, in the phases that the player's own time limits. */
export function SoloPause({ shared }: { readonly shared: SharedView }) {
  const translate = useTranslations("play.solo");
  const { run, isBusy } = useCommand();
  if (shared.phase !== "briefing" && shared.phase !== "exploring") return null;
  const isPaused = shared.pausedAtMs !== null;
  return (
    <Button
      className="px-3 text-small whitespace-nowrap"
      aria-disabled={isBusy}
      onClick={() => void run(isPaused ? "session:resume" : "session:pause", {})}
    >
      {translate(isPaused ? "resume" : "pause")}
    </Button>
  );
}
