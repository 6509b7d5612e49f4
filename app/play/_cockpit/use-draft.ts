"use client";

import { useEffect, useRef, useState } from "react";
import { useSend, useSession } from "@/app/_realtime/SessionProvider";
import type { Design } from "@/core/training/design";
import type { RoundProps } from "../_player/phase-props";
import { draftInView, isSameDesign } from "./draft-in-view";

const sendAfterMs = 300;
/** So long after the last movement a teammate's draft may take over, whatever became of the own one. */
const ownForMs = 2500;

export interface Draft {
  readonly design: Design;
  readonly move: (changed: Partial<Design>) => void;
  readonly isFrozen: boolean;
}

/** The design on the knobs, shared with the team: own movements are sent, others' are shown unless one is moving. */
export function useDraft({ shared, round, teamRound }: RoundProps): Draft {
  const send = useSend();
  const isConnected = useSession((state) => state.isConnected);
  const [moved, setMoved] = useState<Design | null>(null);
  const before = useRef<Design | null>(null);
  const teamDraft = teamRound.commitment?.design ?? teamRound.draft;
  const design = draftInView(
    { moved: teamRound.commitment === null ? moved : null, team: teamDraft, before: before.current },
    round.deck.designGrid,
  );
  before.current = design;
  const isFrozen = shared.pausedAtMs !== null || teamRound.commitment !== null;
  const { phaseSequence } = shared;

  useEffect(() => {
    if (moved === null) return;
    const sending = setTimeout(() => void send("draft:set", { phaseSequence, design: moved }), sendAfterMs);
    const releasing = setTimeout(() => setMoved(null), ownForMs);
    return () => {
      clearTimeout(sending);
      clearTimeout(releasing);
    };
  }, [moved, send, phaseSequence]);

  // A server that was restarted has forgotten the drafts: say again what stands here.
  const wasConnected = useRef(isConnected);
  useEffect(() => {
    const isBack = isConnected && !wasConnected.current;
    wasConnected.current = isConnected;
    if (isBack && !isFrozen && before.current !== null) {
      void send("draft:set", { phaseSequence, design: before.current });
    }
  }, [isConnected, isFrozen, send, phaseSequence]);

  return {
    design,
    isFrozen,
    move: (changed) => {
      const next = { ...design, ...changed };
      if (!isFrozen && !isSameDesign(next, design)) setMoved(next);
    },
  };
}
