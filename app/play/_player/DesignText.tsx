import { useFormatter, useTranslations } from "next-intl";
import type { Design } from "@/core/training/design";

/** The words of a design, such as "depth 2, width 50, rate 0.1", for sentences. */
export function useDesignText(): (design: Design) => string {
  const translate = useTranslations("play");
  const format = useFormatter();
  return (design) =>
    translate("design", {
      depth: format.number(design.depth),
      width: format.number(design.width),
      learningRate: format.number(design.learningRate, { maximumSignificantDigits: 6 }),
    });
}

export function DesignText({ design }: { readonly design: Design }) {
  return useDesignText()(design);
}
