import type { RefObject } from "react";
import type { Knob } from "@/core/game/knob";
import type { RoundProps } from "../_player/phase-props";
import type { PersonInHand } from "../_player/use-person-in-hand";
import type { PilotRow } from "./pilot-rows";
import type { Draft } from "./use-draft";
import type { useSweepChoice } from "./use-sweep-choice";

export type KnobName = Knob;

/** What the sheet of the knobs is given. */
export type KnobPanelProps = RoundProps & {
  readonly draft: Draft;
  readonly hand: PersonInHand;
  readonly rows: readonly PilotRow[];
  readonly sweep: ReturnType<typeof useSweepChoice>;
  /** Where the keyboard finds the knobs. */
  readonly knobs: RefObject<Partial<Record<KnobName, HTMLDivElement | null>>>;
  /** Where the keyboard finds the button that runs a pilot. */
  readonly runPilot: RefObject<HTMLDivElement | null>;
};
