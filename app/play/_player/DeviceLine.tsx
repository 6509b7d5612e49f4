"use client";

import { useFormatter, useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { useTraining } from "@/app/_training/TrainingProvider";
import { useEngineName } from "./use-engine-name";

/** The card is loaded by those who open it. */
const LateDeviceCard = lazy(async () => ({ default: (await import("./DeviceCard")).DeviceCard }));

/** What trains on this device and how fast, with the device card behind it; or what is wrong with it. */
export function DeviceLine() {
  const translate = useTranslations("training");
  const format = useFormatter();
  const engineName = useEngineName();
  const speed = useTraining((state) => state.speed);
  const problem = useTraining((state) => state.problem);
  const [isOpen, setIsOpen] = useState(false);
  if (problem !== null) return <p className="text-small font-medium text-neg">{translate(problem)}</p>;
  if (speed === null) return <p className="text-micro text-ink-3">{translate("warmingUp")}</p>;
  return (
    <details className="text-small text-ink-2" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="min-h-11 content-center text-micro">
        {translate("speed", {
          engine: engineName(speed),
          stepsPerSecond: format.number(speed.stepsPerSecond, { maximumSignificantDigits: 2 }),
        })}
      </summary>
      {isOpen && (
        <Suspense fallback={null}>
          <LateDeviceCard speed={speed} />
        </Suspense>
      )}
    </details>
  );
}
