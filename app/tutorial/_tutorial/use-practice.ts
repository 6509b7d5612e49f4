import { useEffect, useRef, useState } from "react";
import type { Design } from "@/core/training/design";
import { createTrainerClient, type TrainerClient } from "@/trainer/trainer-client";
import { type Frame, type PracticeResult, playPractice } from "./play-practice";

/** Some eight seconds from the first map to the last. */
const frameMs = 160;

/** Trains one design at a time on this device; `frame` is what the network says now. */
export function usePractice() {
  const trainer = useRef<TrainerClient | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [frame, setFrame] = useState<Frame | null>(null);
  const [results, setResults] = useState<readonly PracticeResult[]>([]);
  const [state, setState] = useState<"idle" | "training" | "failed">("idle");
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      trainer.current?.dispose();
    },
    [],
  );

  function train(design: Design): void {
    trainer.current ??= createTrainerClient();
    const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    setFrame(null);
    setState("training");
    let latest: Frame | null = null;
    playPractice(trainer.current, design, `practice-${performance.now()}`, {
      onFrame(next) {
        latest = next;
        if (!isCalm) setFrame(next);
      },
      onEnd(result) {
        setFrame(latest);
        setResults((before) => [...before.filter(({ depth }) => depth !== result.depth), result]);
        setState("idle");
      },
      onFailure: () => setState("failed"),
      pace(goOn) {
        timer.current = setTimeout(goOn, isCalm ? 0 : frameMs);
      },
    });
  }

  return { frame, results, train, isTraining: state === "training", hasFailed: state === "failed" };
}
