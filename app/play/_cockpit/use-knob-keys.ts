"use client";

import { useEffect, useRef } from "react";
import type { KnobName } from "./knob-panel-props";

interface KnobKeys {
  readonly focusKnob: (name: KnobName) => void;
  readonly runPilot: () => void;
  /** Holds a running pilot, lets a held one go on. */
  readonly holdPilot: () => void;
  /** One step of a held pilot. */
  readonly stepPilot: () => void;
}

const knobOfKey: Readonly<Record<string, KnobName>> = { "1": "depth", "2": "width", "3": "learningRate" };

/**
 * Keys of the cockpit: 1 to 3 take a knob (arrows then move it), R runs a pilot, P holds it, S steps it. Never while
 * something is typed.
 */
export function useKnobKeys(keys: KnobKeys): void {
  const newest = useRef(keys);
  newest.current = keys;
  useEffect(() => {
    function handleKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (isTyping(event.target) || document.querySelector("dialog[open]") !== null) return;
      const knob = knobOfKey[event.key];
      const key = event.key.toLowerCase();
      if (knob !== undefined) newest.current.focusKnob(knob);
      else if (key === "r") newest.current.runPilot();
      else if (key === "p") newest.current.holdPilot();
      else if (key === "s") newest.current.stepPilot();
    }
    window.addEventListener("keydown", handleKeyDown);
    return () => window.removeEventListener("keydown", handleKeyDown);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && target.type !== "radio" && target.type !== "range";
}
