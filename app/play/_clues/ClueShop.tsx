"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useId, useState } from "react";
import { Button } from "@/app/_ui/Button";
import type { RoundProps } from "../_player/phase-props";
import { RefusalNotice } from "../_player/RefusalNotice";
import { useCommand } from "../_player/use-command";
import { ClueChoices } from "./ClueChoices";
import {
  type ClueChoice,
  chosenClue,
  chosenOffer,
  clueHindrance,
  firstChoice,
  type OfferedKind,
  offeredKinds,
} from "./clue-choice";

/** The clues on sale, a line for each kind; the open one says what is done, lets choose and is bought with one tap. */
export function ClueShop({ isAwaited, ...props }: RoundProps & { readonly isAwaited: RefObject<boolean> }) {
  const translate = useTranslations("play.clues");
  const [choice, setChoice] = useState(firstChoice);
  const { run, refusal, isBusy } = useCommand();
  const groupName = useId();
  const { phaseSequence } = props.shared;
  return (
    <section aria-label={translate("shop")} className="mt-s2 border-t rule-faint">
      {offeredKinds(props.round).map((offered, index) => (
        <OfferLine
          key={offered.kind}
          {...{ props, offered, choice, isBusy, groupName }}
          isOpenAtFirst={index === 0}
          onChoose={setChoice}
          onBuy={() => {
            if (isBusy) return;
            isAwaited.current = true;
            const clue = chosenClue(offered, choice, props.round.deck);
            void run("clue:buy", { phaseSequence, clue }).then((answer) => {
              if (!answer.ok) isAwaited.current = false;
            });
          }}
        />
      ))}
      <RefusalNotice refusal={refusal} />
    </section>
  );
}

type LineProps = {
  readonly props: RoundProps;
  readonly offered: OfferedKind;
  readonly choice: ClueChoice;
  readonly isBusy: boolean;
  /** Lines of one name close each other. */
  readonly groupName: string;
  readonly isOpenAtFirst: boolean;
  readonly onChoose: (choice: ClueChoice) => void;
  readonly onBuy: () => void;
};

function OfferLine({ props, offered, choice, isBusy, groupName, isOpenAtFirst, onChoose, onBuy }: LineProps) {
  const translate = useTranslations("play.clues");
  const { round, teamRound } = props;
  const { kind } = offered;
  const { price } = chosenOffer(offered, choice);
  const left = teamRound.creditBudget - teamRound.creditsSpent;
  const hindrance = clueHindrance(props, chosenClue(offered, choice, round.deck), price);
  return (
    <details
      name={groupName}
      open={isOpenAtFirst}
      className="group border-b rule-faint"
      data-clue-kind={kind}
    >
      <summary className="flex min-h-11 cursor-pointer items-center gap-s2 leading-snug [&::-webkit-details-marker]:hidden">
        <svg
          width="10"
          height="10"
          viewBox="0 0 10 10"
          className="flex-none group-open:rotate-90"
          aria-hidden="true"
        >
          <path d="M3 1L7 5L3 9" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </svg>
        <span className="flex-1 group-open:font-medium">{translate(`kind.${kind}`)}</span>
        <span className="whitespace-nowrap text-small text-ink-2">{translate("price", { price })}</span>
      </summary>
      <div className="pb-s3">
        <p className="text-small leading-snug text-ink-2">{translate(`text.${kind}`)}</p>
        <ClueChoices {...{ offered, choice, onChoose }} inputDimension={round.deck.inputDimension} />
        <Button
          wide
          className="mt-s2"
          disabled={hindrance !== null}
          aria-disabled={isBusy}
          detail={
            hindrance === null
              ? translate("priceAndRest", { price, rest: left - price })
              : translate(`hindrance.${hindrance}`, { price, left })
          }
          onClick={onBuy}
        >
          {translate("buy")}
        </Button>
      </div>
    </details>
  );
}
