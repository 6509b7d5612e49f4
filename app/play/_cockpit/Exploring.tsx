"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useRef, useState } from "react";
import { useTraining, useTrainingStation } from "@/app/_training/TrainingProvider";
import { Notice } from "@/app/_ui/Notice";
import { Tabs } from "@/app/_ui/Tabs";
import type { RoundProps } from "../_player/phase-props";
import { isPlayedByMany, usePersonInHand } from "../_player/use-person-in-hand";
import { CaseFile } from "./CaseFile";
import { Instrument } from "./Instrument";
import { KnobPanel } from "./KnobPanel";
import type { KnobName } from "./knob-panel-props";
import { Ledger } from "./Ledger";
import { PilotControls } from "./PilotControls";
import { pilotRows } from "./pilot-rows";
import { useDraft } from "./use-draft";
import { useIsWide } from "./use-is-wide";
import { useKnobKeys } from "./use-knob-keys";
import { usePilotSelection } from "./use-pilot-selection";
import { useSweepChoice } from "./use-sweep-choice";

const LateRoleLine = lazy(async () => ({ default: (await import("../_player/RoleLine")).RoleLine }));

type TabId = "case-file" | "instrument" | "knobs";

/** The cockpit: three columns on a desk, a pinned curve over three sheets on a phone. */
export function Exploring(props: RoundProps) {
  const { shared, round, team, teamRound } = props;
  const translate = useTranslations("play.cockpit");
  const isWide = useIsWide();
  const [tab, setTab] = useState<TabId>("knobs");
  const draft = useDraft(props);
  const hand = usePersonInHand(props);
  const rows = pilotRows(teamRound.pilots);
  const selection = usePilotSelection(teamRound.pilots);
  const station = useTrainingStation();
  const shown = useTraining((state) => selection.pilot && state.pilots[selection.pilot.pilotId]);
  const sweep = useSweepChoice(round.deck.designGrid);
  const knobs = useRef<Partial<Record<KnobName, HTMLDivElement | null>>>({});
  const runPilot = useRef<HTMLDivElement>(null);
  useKnobKeys({
    focusKnob: (name) => {
      setTab("knobs");
      // On a phone the sheet is shown first, then the knob can take the focus.
      requestAnimationFrame(() =>
        knobs.current[name]?.querySelector<HTMLInputElement>("input:checked")?.focus(),
      );
    },
    runPilot: () => runPilot.current?.querySelector("button")?.click(),
    holdPilot: () => {
      if (shown?.status === "running") station.pilots.pause(shown.pilotId);
      else if (shown?.status === "paused") station.pilots.resume(shown.pilotId);
    },
    stepPilot: () => {
      if (shown?.status === "paused") station.pilots.step(shown.pilotId, 1);
    },
  });

  /** The design of the selected run onto the knobs, to be changed in one of them. */
  function duplicateRun() {
    if (selection.pilot === null) return;
    draft.move(selection.pilot.design);
    sweep.chooseKind("duel");
    setTab("knobs");
  }

  const caseFile = <CaseFile {...props} isShown={isWide || tab === "case-file"} />;
  const knobPanel = <KnobPanel {...props} {...{ draft, hand, rows, knobs, runPilot, sweep }} />;
  const mayDuplicate = shared.phase === "exploring" && !draft.isFrozen;
  const ledger = (
    <Ledger
      rows={rows}
      clues={teamRound.clues}
      selected={selection.pilot}
      onSelect={selection.select}
      onDuplicate={mayDuplicate ? duplicateRun : null}
    />
  );
  const roleLine = isPlayedByMany(team) && (
    <Suspense fallback={null}>
      <LateRoleLine {...props} hand={hand} />
    </Suspense>
  );
  const paused = shared.pausedAtMs !== null && (
    <Notice kind="waiting" title={translate("pausedTitle")}>
      {translate("pausedText")}
    </Notice>
  );

  if (isWide) {
    return (
      <div className="grid flex-1 grid-cols-[304px_minmax(0,1fr)_346px]">
        <h1 className="visually-hidden">{translate("title")}</h1>
        <div className="border-r border-line px-6 py-s4">
          {roleLine}
          {caseFile}
        </div>
        <div className="px-6 py-s4">
          {paused}
          <Instrument pilot={selection.pilot} round={round}>
            <PilotControls pilot={selection.pilot} round={round} />
          </Instrument>
          <p className="mt-s4 border-t rule-faint pt-s2 text-small text-ink-2">{translate("keys")}</p>
        </div>
        <div className="border-l border-line px-6 py-s4">
          {knobPanel}
          {ledger}
        </div>
      </div>
    );
  }
  return (
    <div className="mx-auto flex w-full max-w-[760px] flex-1 flex-col">
      <h1 className="visually-hidden">{translate("title")}</h1>
      <div className="bg-paper px-4 pt-s1 [@media(min-height:600px)]:sticky [@media(min-height:600px)]:top-13 [@media(min-height:600px)]:z-10">
        <Instrument pilot={selection.pilot} round={round} isCompact />
      </div>
      {roleLine && <div className="px-4">{roleLine}</div>}
      {paused && <div className="px-4">{paused}</div>}
      <Tabs
        label={translate("tabs")}
        selectedId={tab}
        onSelect={(id) => setTab(tabIds.find((known) => known === id) ?? "knobs")}
        tabs={[
          { id: "case-file", label: translate("caseFile"), panel: <Sheet>{caseFile}</Sheet> },
          {
            id: "instrument",
            label: translate("instrument"),
            panel: (
              <Sheet>
                <PilotControls pilot={selection.pilot} round={round} />
                {ledger}
              </Sheet>
            ),
          },
          { id: "knobs", label: translate("knobs"), panel: <Sheet>{knobPanel}</Sheet> },
        ]}
      />
    </div>
  );
}

const tabIds: readonly TabId[] = ["case-file", "instrument", "knobs"];

function Sheet({ children }: { readonly children: React.ReactNode }) {
  return <div className="px-4 py-s3">{children}</div>;
}
