import { useFormatter, useTranslations } from "next-intl";
import { errorKindOf } from "@/app/_ui/charts/error-kind";
import type { Deck } from "@/core/tasks/deck";

/** All that is known of the hidden task before the reveal: its sizes. */
export function TaskSizes({ deck }: { readonly deck: Deck }) {
  const translate = useTranslations("play.sizes");
  const format = useFormatter();
  const sizes = [
    { id: "inputs", value: format.number(deck.inputDimension) },
    { id: "samples", value: format.number(deck.trainingSampleCount) },
    // A picture has values instead of two labels.
    ...(errorKindOf(deck) === "share" ? [{ id: "labels", value: format.number(2) } as const] : []),
  ] as const;
  return (
    <dl className="flex flex-wrap gap-x-s4 gap-y-s1">
      {sizes.map((size) => (
        <div key={size.id} className="flex flex-col-reverse leading-tight">
          <dt className="text-small text-ink-2">{translate(size.id)}</dt>
          <dd className="text-[22px] font-medium">{size.value}</dd>
        </div>
      ))}
    </dl>
  );
}
