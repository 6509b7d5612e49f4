"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useTraining } from "@/app/_training/TrainingProvider";
import { DeviceCard } from "./DeviceCard";
import { useEngineName } from "./use-engine-name";

/** What trains on this device and how fast, with the device card behind it; or what is wrong with it. */
export function DeviceLine() {
  const translate = useTranslations("training");
  const format = useFormatter();
  const engineName = useEngineName();
  const speed = useTraining((state) => state.speed);
  const problem = useTraining((state) => state.problem);
  if (problem !== null) return <p className="text-small font-medium text-neg">{translate(problem)}</p>;
  if (speed === null) return <p className="text-micro text-ink-3">{translate("warmingUp")}</p>;
  return (
    <details className="text-small text-ink-2">
      <summary className="min-h-11 content-center text-micro">
        {translate("speed", {
          engine: engineName(speed),
          stepsPerSecond: format.number(speed.stepsPerSecond, { maximumSignificantDigits: 2 }),
        })}
      </summary>
      <DeviceCard speed={speed} />
    </details>
  );
}
