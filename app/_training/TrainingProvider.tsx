"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useStore } from "zustand";
import { postJson } from "@/app/_realtime/post-json";
import { postWeights } from "@/app/_realtime/post-weights";
import { useSend, useSessionStore } from "@/app/_realtime/SessionProvider";
import { fetchSentInputs } from "./fetch-sent-inputs";
import type { TrainingState } from "./training-state";
import { TrainingStation } from "./training-station";

const TrainingContext = createContext<TrainingStation | null>(null);

/** Owns the one trainer of this page and keeps it in step with the session, whatever screen is shown. */
export function TrainingProvider({ children }: { readonly children: ReactNode }) {
  const sessionStore = useSessionStore();
  const send = useSend();
  const [station, setStation] = useState<TrainingStation | null>(null);

  useEffect(() => {
    const opened = new TrainingStation({
      // Loaded when first needed, so that the page is small before training starts.
      createClient: async () => (await import("@/trainer/trainer-client")).createTrainerClient(),
      send,
      uploadPredictions: (body) => postJson("uploadPredictions", body),
      readSentInputs: fetchSentInputs,
      uploadLease: (body) => postJson("uploadLease", body),
      uploadWeights: postWeights,
      wait: waitAbout,
      now: () => performance.now(),
      keys: sessionStorageOrNull(),
    });
    setStation(opened);
    opened.sync(sessionStore.getState());
    const unsubscribe = sessionStore.subscribe((view) => opened.sync(view));
    return () => {
      unsubscribe();
      setStation(null);
      opened.dispose();
    };
  }, [sessionStore, send]);

  if (station === null) return null;
  return <TrainingContext.Provider value={station}>{children}</TrainingContext.Provider>;
}

/** Reads a part of this device's training. */
export function useTraining<Part>(select: (state: TrainingState) => Part): Part {
  return useStore(useTrainingStation().store, select);
}

/** The station itself, for its commands. */
export function useTrainingStation(): TrainingStation {
  const station = useContext(TrainingContext);
  if (station === null) throw new Error("no TrainingProvider above");
  return station;
}

/** Waits half to one and a half times as long, so that a class does not come back in one instant. */
function waitAbout(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds * (0.5 + Math.random()));
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function sessionStorageOrNull(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
