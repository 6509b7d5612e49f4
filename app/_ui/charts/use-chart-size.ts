"use client";

import { type RefObject, useEffect, useRef, useState } from "react";

export type ChartSize = {
  /** Width of the container in CSS pixels. */
  width: number;
  /** Font size of labels in CSS pixels: 14 on a player's device, 28 on a projector of 1920 pixels. */
  labelSize: number;
};

/** What is drawn before the container was measured. */
const firstGuess: ChartSize = { width: 640, labelSize: 14 };

/** Measures the container of a figure now and whenever it changes. */
export function useChartSize(): { container: RefObject<HTMLDivElement | null>; size: ChartSize } {
  const container = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState(firstGuess);

  useEffect(() => {
    const element = container.current;
    if (!element) return;
    const measure = () => {
      const width = element.clientWidth;
      const labelSize = Number.parseFloat(getComputedStyle(element).fontSize) || firstGuess.labelSize;
      if (width > 0) {
        setSize((previous) =>
          previous.width === width && previous.labelSize === labelSize ? previous : { width, labelSize },
        );
      }
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return { container, size };
}
