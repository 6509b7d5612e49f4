"use client";

import { useFormatter, useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
import type { RevealView } from "@/core/game/view";
import type { Deck } from "@/core/tasks/deck";
import type { Rule } from "@/core/tasks/rule";
import { hypothesisLabel, hypothesisText } from "./hypothesis-label";
import { InputRing } from "./InputRing";
import { isPictureRule } from "./picture-rule";
import { RevealTitle } from "./RevealTitle";
import { RuleFormula } from "./RuleFormula";
import { firstProduct, isProductRule, type ProductRule, usedInputs } from "./rule-geometry";
import { ruleInWords } from "./rule-in-words";

const LatePictureMap = lazy(async () => ({ default: (await import("./PictureMap")).PictureMap }));

type Props = { reveal: RevealView; deck: Deck };

/** The rule that made the labels: in words, and where it multiplies inputs as a formula and drawn over them. */
export function RulePage({ reveal, deck }: Props) {
  const translate = useTranslations("reveal");
  const translateTask = useTranslations("tasks");
  const { rule, hypothesis } = reveal;
  return (
    <section>
      <RevealTitle
        title={translate("ruleTitle", { name: hypothesisLabel(translateTask, hypothesis) })}
        subtitle={hypothesisText(translateTask, hypothesis)}
      />
      {isProductRule(rule) ? <ProductRuleFigure rule={rule} deck={deck} /> : <OtherRule rule={rule} />}
    </section>
  );
}

/** Words, and for a picture the picture itself: its code comes with it, since no other page needs it. */
function OtherRule({ rule }: { rule: Exclude<Rule, ProductRule> }) {
  const translateTask = useTranslations("tasks");
  const words = ruleInWords(translateTask, rule);
  const text = <p className="max-w-measure text-lead leading-snug">{words}</p>;
  if (!isPictureRule(rule)) return text;
  return (
    <div className="grid items-start gap-s5 lg:grid-cols-[1fr_1.15fr]">
      {text}
      <Suspense fallback={null}>
        <LatePictureMap rule={rule} words={words} />
      </Suspense>
    </div>
  );
}

function ProductRuleFigure({ rule, deck }: { rule: ProductRule; deck: Deck }) {
  const translate = useTranslations("reveal");
  const translateTask = useTranslations("tasks");
  const format = useFormatter();
  const { inputDimension } = deck;
  const inputs = format.list(
    firstProduct(rule).map((index) => translateTask("input", { index })),
    { type: "conjunction" },
  );
  const k = firstProduct(rule).length;
  const words =
    rule.family === "k-local"
      ? translateTask("localRule", { k, inputs })
      : translateTask("globalRule", { k, inputs, inputDimension });
  const usedCount = usedInputs(rule, inputDimension).length;
  return (
    <div className="grid items-center gap-s5 lg:grid-cols-[1.15fr_1fr]">
      <div>
        <p className="max-w-measure text-lead leading-snug">{words}</p>
        <div className="my-s5 border-y rule-faint py-s5 text-h3 in-data-[scale=projector]:text-h2 lg:text-h2">
          <RuleFormula rule={rule} inputDimension={inputDimension} />
        </div>
        <p className="max-w-measure text-ink-2">
          {usedCount === inputDimension
            ? translate("ruleUsesAll", { total: inputDimension })
            : translate("ruleUses", { used: usedCount, total: inputDimension })}{" "}
          {rule.family === "k-global" && translate("ruleRound", { last: inputDimension })}
        </p>
        <p className="mt-s3 max-w-measure text-ink-2">{translate("ruleInputs")}</p>
      </div>
      <figure className="mx-auto w-full max-w-[min(620px,60vh)]">
        <InputRing
          rule={rule}
          inputDimension={inputDimension}
          label={translate("ringLabel", { total: inputDimension, used: usedCount, inputs })}
        />
        <figcaption className="mt-s2 text-small leading-snug text-ink-2">
          {translate(rule.family === "k-local" ? "ringLocal" : "ringGlobal", { total: inputDimension })}
        </figcaption>
      </figure>
    </div>
  );
}
