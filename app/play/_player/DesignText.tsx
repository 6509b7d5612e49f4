import { useFormatter, useTranslations } from "next-intl";
import type { Design } from "@/core/training/design";

/** A design in words, such as "depth 2, width 50, rate 0.1". */
export function DesignText({ design }: { readonly design: Design }) {
  const translate = useTranslations("play");
  const format = useFormatter();
  return translate("design", {
    depth: format.number(design.depth),
    width: format.number(design.width),
    learningRate: format.number(design.learningRate, { maximumSignificantDigits: 6 }),
  });
}
