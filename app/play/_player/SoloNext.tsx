"use client";

import { Button } from "@/app/_ui/Button";
import type { SharedView } from "@/core/game/view";
import { RefusalNotice } from "./RefusalNotice";
import { useCommand } from "./use-command";

type Props = {
  readonly shared: SharedView;
  readonly label: string;
  /** Quieter where the screen has its own yellow button. */
  readonly isSecondary?: boolean;
};

/** Ends the present phase; only who plays alone has this button. */
export function SoloNext({ shared, label, isSecondary = false }: Props) {
  const { run, refusal, isBusy } = useCommand();
  return (
    <div className="flex flex-col gap-s2">
      <RefusalNotice refusal={refusal} />
      <Button
        variant={isSecondary ? "secondary" : "primary"}
        size="large"
        wide
        aria-disabled={isBusy}
        onClick={() => {
          if (!isBusy) void run("phase:next", { phaseSequence: shared.phaseSequence });
        }}
      >
        {label}
      </Button>
    </div>
  );
}
