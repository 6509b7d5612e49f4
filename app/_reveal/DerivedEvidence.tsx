import { useTranslations } from "next-intl";
import type { Deck } from "@/core/tasks/deck";
import { type ProductRule, quadraticRank, sensitivityProfile } from "./rule-geometry";
import { SensitivityBars } from "./SensitivityBars";

/** What follows from the rule itself; our own derivation, marked as such. */
export function DerivedEvidence({ rule, deck }: { rule: ProductRule; deck: Deck }) {
  const translate = useTranslations("reveal");
  const { inputDimension } = deck;
  const rank = quadraticRank(rule, inputDimension);
  const profile = sensitivityProfile(rule, inputDimension);
  const isLocal = rule.family === "k-local";
  const value = profile && Math.max(...profile).toFixed(2);
  const sentence = value && translate(isLocal ? "sensitivityLocal" : "sensitivityGlobal", { value });
  return (
    <>
      {sentence && (
        <>
          <p>{sentence}</p>
          <SensitivityBars profile={profile} label={translate("sensitivityLabel", { sentence })} />
        </>
      )}
      {rank !== null && (
        <p>
          {translate("rank", { rank, total: inputDimension })} {isLocal && translate("notExpressivity")}
        </p>
      )}
      <p className="text-ink-2">{translate("derivedSource")}</p>
    </>
  );
}
