"use client";

import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { useTraining, useTrainingStation } from "@/app/_training/TrainingProvider";
import type { EngineSelection, GpuState, SpeedReport } from "@/trainer/trainer-client";
import { useEngineName } from "./use-engine-name";

/** Every selection, in the order of the list; the type says when one is missing. */
const selections = Object.keys({
  automatic: true,
  webgpu: true,
  wasm: true,
  javascript: true,
  "tfjs-webgpu": true,
  "tfjs-webgl": true,
  "tfjs-wasm": true,
  "tfjs-cpu": true,
} satisfies Record<EngineSelection, true>) as EngineSelection[];

const gpuChoices: readonly EngineSelection[] = ["webgpu", "tfjs-webgpu"];
const statesWithGpu: readonly (GpuState | undefined)[] = ["available", "fallback-adapter"];

/** Adapter, engine and speed of this device, why there is no GPU if there is none, and the choice of the engine. */
export function DeviceCard({ speed }: { readonly speed: SpeedReport }) {
  const translate = useTranslations("device");
  const format = useFormatter();
  const engineName = useEngineName();
  const device = useTraining((state) => state.device);
  const failure = useTraining((state) => state.engineFailure);
  return (
    <div className="flex flex-col gap-s2 pb-s3">
      {device !== null && <p>{translate(`gpu.${device.gpu}`)}</p>}
      <dl className="grid grid-cols-[auto_1fr] gap-x-s4">
        {device?.adapter != null && <Row name={translate("adapter")}>{device.adapter}</Row>}
        <Row name={translate("engineInUse")}>{engineName(speed)}</Row>
        <Row name={translate("speedName")}>
          {format.number(speed.stepsPerSecond, { maximumSignificantDigits: 2 })}
        </Row>
      </dl>
      <p className="text-micro text-ink-3">{translate("speedNote", { count: speed.replicaCount })}</p>
      <EngineChooser hasGpu={statesWithGpu.includes(device?.gpu)} />
      <p aria-live="polite" className="font-medium text-neg empty:hidden">
        {failure !== null &&
          translate(`failure.${failure.reason}`, { engine: translate(`choice.${failure.engine}`) })}
      </p>
    </div>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="m-0 font-medium text-ink">{children}</dd>
    </>
  );
}

function EngineChooser({ hasGpu }: { readonly hasGpu: boolean }) {
  const translate = useTranslations("device");
  const station = useTrainingStation();
  const selection = useTraining((state) => state.selection);
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="block font-medium text-ink">
        {translate("choose")}
      </label>
      <select
        id={id}
        className="field-input w-full"
        value={selection}
        onChange={(event) => {
          const chosen = selections.find((candidate) => candidate === event.target.value);
          if (chosen !== undefined) void station.engine.choose(chosen);
        }}
      >
        {selections.map((choice) => (
          <option key={choice} value={choice} disabled={gpuChoices.includes(choice) && !hasGpu}>
            {translate(`choice.${choice}`)}
          </option>
        ))}
      </select>
      <p className="mt-s1 text-micro text-ink-3">{translate("chooseNote")}</p>
    </div>
  );
}
