"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Button, ButtonLink } from "@/app/_ui/Button";
import { Notice } from "@/app/_ui/Notice";
import { PictureField } from "./PictureField";
import type { PracticeResult } from "./play-practice";
import { mapSide, practiceDesigns, sampleCount, stepBudget, trueMap } from "./practice-task";
import { usePractice } from "./use-practice";

const steps = ["rule", "train", "compare"] as const;

/** A round of practice: the rule is drawn from the start, and the network's picture grows beside it. */
export function Tutorial() {
  const translate = useTranslations("tutorial");
  const [stepIndex, setStepIndex] = useState(0);
  const [depth, setDepth] = useState(practiceDesigns[0]?.depth ?? 1);
  const truth = useMemo(trueMap, []);
  const most = useMemo(() => Math.max(...truth.map(Math.abs)), [truth]);
  const { frame, results, train, isTraining, hasFailed } = usePractice();
  const step = steps[stepIndex] ?? "compare";
  const design = practiceDesigns.find((other) => other.depth === depth);

  return (
    <>
      <section aria-live="polite">
        <p className="text-small text-ink-2">
          {translate("step", { number: stepIndex + 1, count: steps.length })}
        </p>
        <h2 className="text-lead">{translate(`${step}Title`)}</h2>
        <p className="mt-s1">{translate(`${step}Text`, { samples: sampleCount })}</p>
      </section>
      <div className="mt-s4 grid grid-cols-2 gap-s4">
        <PictureField
          title={translate("truth")}
          words={translate("truthWords")}
          {...{ values: truth, side: mapSide, most }}
        />
        {step !== "rule" && (
          <PictureField
            title={translate("network")}
            words={frame === null ? translate("notTrained") : translate("networkWords", { step: frame.step })}
            {...{ values: frame?.picture ?? null, side: mapSide, most }}
          />
        )}
      </div>
      {step !== "rule" && design !== undefined && (
        <section className="mt-s4">
          <DepthChoice depth={depth} isDisabled={isTraining} onChange={setDepth} />
          <p className="mt-s1 text-small text-ink-2">
            {translate("design", { width: design.width, rate: design.learningRate })}
            {frame !== null && ` · ${translate("atStep", { step: frame.step, budget: stepBudget })}`}
          </p>
          <div className="mt-s3">
            <Button
              variant={results.length === 0 ? "primary" : "secondary"}
              size="large"
              disabled={isTraining}
              onClick={() => train(design)}
            >
              {translate(isTraining ? "training" : "train")}
            </Button>
          </div>
          {hasFailed && <Notice kind="refusal">{translate("failed")}</Notice>}
          <Results results={results} />
        </section>
      )}
      <nav className="mt-s5 flex flex-wrap items-center gap-s3 border-t rule-ink pt-s3">
        {step === "compare" ? (
          <ButtonLink href="/solo" variant={results.length > 0 ? "primary" : "secondary"}>
            {translate("play")}
          </ButtonLink>
        ) : (
          <Button
            variant={step === "rule" || results.length > 0 ? "primary" : "secondary"}
            onClick={() => setStepIndex(stepIndex + 1)}
          >
            {translate("next")}
          </Button>
        )}
        <ButtonLink href="/" variant="quiet">
          {translate(step === "compare" ? "home" : "skip")}
        </ButtonLink>
      </nav>
    </>
  );
}

type DepthProps = { depth: number; isDisabled: boolean; onChange: (depth: number) => void };

function DepthChoice({ depth, isDisabled, onChange }: DepthProps) {
  const translate = useTranslations("tutorial");
  return (
    <fieldset disabled={isDisabled}>
      <legend className="font-medium">{translate("depth")}</legend>
      <div className="flex flex-wrap gap-x-s5">
        {practiceDesigns.map((other) => (
          <label key={other.depth} className="flex min-h-11 items-center gap-s2">
            <input
              type="radio"
              name="depth"
              checked={other.depth === depth}
              onChange={() => onChange(other.depth)}
              className="size-5 accent-ink"
            />
            {other.depth}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Results({ results }: { results: readonly PracticeResult[] }) {
  const translate = useTranslations("tutorial");
  if (results.length === 0) return null;
  const ordered = results.toSorted((one, other) => one.depth - other.depth);
  return (
    <div className="mt-s4" aria-live="polite">
      <h3 className="font-medium">{translate("results")}</h3>
      <ul className="m-0 list-none p-0">
        {ordered.map(({ depth, error }) => (
          <li key={depth} className="border-b rule-faint py-1">
            {error === null
              ? translate("resultDiverged", { depth })
              : translate("result", { depth, error: error.toFixed(3) })}
          </li>
        ))}
      </ul>
    </div>
  );
}
