"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useTraining } from "@/app/_training/TrainingProvider";

/** What trains on this device and how fast; or what is wrong with it. */
export function DeviceLine() {
  const translate = useTranslations("training");
  const format = useFormatter();
  const speed = useTraining((state) => state.speed);
  const problem = useTraining((state) => state.problem);
  const text =
    problem !== null
      ? translate(problem)
      : speed === null
        ? translate("warmingUp")
        : translate("speed", {
            engine: translate(`engine.${speed.engine}`),
            stepsPerSecond: format.number(speed.stepsPerSecond, { maximumSignificantDigits: 2 }),
          });
  return (
    <p className={problem === null ? "text-micro text-ink-3" : "text-small font-medium text-neg"}>{text}</p>
  );
}
