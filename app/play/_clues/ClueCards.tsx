"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef, useState } from "react";
import { Button } from "@/app/_ui/Button";
import type { SeatId } from "@/core/game/identifiers";
import type { ClueView, SeatView } from "@/core/game/view";
import { CluePicture } from "./CluePicture";
import { ClueTotal } from "./ClueTotal";
import { useClueWords } from "./use-clue-words";

/** More would push the ballot out of sight. */
const shownAtFirst = 3;

type Props = {
  /** Oldest first. */
  readonly clues: readonly ClueView[];
  readonly seats: readonly SeatView[];
  readonly ownSeatId: SeatId;
  readonly inputDimension: number;
  /** True when this device has bought a clue whose card has not been seen yet. */
  readonly isAwaited: RefObject<boolean>;
};

/** What the team has bought, newest first: what was done, what came back, and who asked. It judges nothing. */
export function ClueCards({ clues, seats, ownSeatId, inputDimension, isAwaited }: Props) {
  const translate = useTranslations("play.clues");
  const { told } = useClueWords();
  const [areAllShown, setAllShown] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new card may be the one that is waited for
  useEffect(() => {
    if (!isAwaited.current) return;
    isAwaited.current = false;
    list.current?.firstElementChild?.scrollIntoView({ block: "nearest" });
  }, [clues.length]);
  const newest = clues.at(-1);
  const cards = clues.map((bought, index) => ({ bought, number: index + 1 })).reverse();
  const shown = areAllShown ? cards : cards.slice(0, shownAtFirst);
  return (
    <section className="mt-s3" aria-label={translate("bought")}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-s2">
        <h3>{translate("bought")}</h3>
        <ClueTotal clues={clues} />
      </div>
      <p className="visually-hidden" aria-live="polite">
        {newest && told(newest.answer)}
      </p>
      <ol ref={list} reversed start={clues.length} className="m-0 list-none p-0">
        {shown.map(({ bought, number }) => (
          <ClueCard
            key={number}
            {...{ bought, number, inputDimension }}
            buyer={bought.seatId === ownSeatId ? null : seats.find(({ seatId }) => seatId === bought.seatId)}
          />
        ))}
      </ol>
      {cards.length > shown.length && (
        <Button variant="quiet" className="text-small" onClick={() => setAllShown(true)}>
          {translate("showAll", { count: cards.length })}
        </Button>
      )}
    </section>
  );
}

type CardProps = Pick<Props, "inputDimension"> & {
  readonly bought: ClueView;
  readonly number: number;
  /** Null: whoever looks; undefined: somebody who has left. */
  readonly buyer: SeatView | null | undefined;
};

function ClueCard({ bought, number, buyer, inputDimension }: CardProps) {
  const translate = useTranslations("play.clues");
  const translateCockpit = useTranslations("play.cockpit");
  const { asked, told } = useClueWords();
  const { clue, answer, price } = bought;
  const name = buyer === null ? translate("you") : buyer?.name || translateCockpit("teammate");
  return (
    <li className="border-t rule-faint py-s2 leading-snug" data-clue={clue.kind} data-clue-number={number}>
      <h4 className="font-normal">{asked(clue)}</h4>
      <p className="text-small text-ink-2">{translate("boughtBy", { number, name, price })}</p>
      <CluePicture {...{ answer, inputDimension }} title={asked(clue)} />
      <p className="mt-s1">{told(answer)}</p>
    </li>
  );
}
