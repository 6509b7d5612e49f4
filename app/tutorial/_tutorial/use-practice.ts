import { useEffect, useRef, useState } from "react";
import type { Design } from "@/core/training/design";
import { createTrainerClient, type TrainerClient, type TrainingReport } from "@/trainer/trainer-client";
import { practiceJob } from "./practice-task";

export interface Frame {
  readonly step: number;
  readonly picture: Float32Array;
}

export interface PracticeResult {
  readonly depth: number;
  /** Distance to the true picture; null when training diverged. */
  readonly error: number | null;
}

/** Training is over in a moment: its frames are shown at a pace that the eye can follow. */
const frameMs = 150;

/** Trains one design at a time on this device and plays what it drew. */
export function usePractice() {
  const trainer = useRef<TrainerClient | null>(null);
  const [frames, setFrames] = useState<readonly Frame[]>([]);
  const [shown, setShown] = useState(0);
  const [ended, setEnded] = useState<PracticeResult | null>(null);
  const [results, setResults] = useState<readonly PracticeResult[]>([]);
  const [state, setState] = useState<"idle" | "training" | "failed">("idle");
  useEffect(() => () => trainer.current?.dispose(), []);

  useEffect(() => {
    if (state !== "training") return;
    if (shown + 1 < frames.length) {
      const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      const timer = setTimeout(() => setShown(isCalm ? frames.length - 1 : shown + 1), frameMs);
      return () => clearTimeout(timer);
    }
    if (ended === null) return;
    setResults((before) => [...before.filter(({ depth }) => depth !== ended.depth), ended]);
    setState("idle");
  }, [state, shown, frames, ended]);

  function train(design: Design): void {
    trainer.current ??= createTrainerClient();
    setFrames([]);
    setShown(0);
    setEnded(null);
    setState("training");
    trainer.current.start(practiceJob(`practice-${performance.now()}`, design), (report) =>
      receive(report, design),
    );
  }

  function receive(report: TrainingReport, { depth }: Design): void {
    if (report.kind === "job-finished") return;
    if (report.kind === "job-failed" || report.kind === "job-cancelled") {
      setState("failed");
      return;
    }
    const { step, picture } = report;
    if (picture !== null) setFrames((before) => [...before, { step, picture }]);
    if (report.kind === "run-finished") {
      setEnded({ depth, error: report.diverged ? null : report.validationError });
    }
  }

  return {
    frame: frames[shown] ?? null,
    results,
    train,
    isTraining: state === "training",
    hasFailed: state === "failed",
  };
}
