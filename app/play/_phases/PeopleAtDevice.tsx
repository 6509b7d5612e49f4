"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { mostPeopleAtDevice } from "@/core/game/roles";
import { ownTeam, type PhaseProps } from "../_player/phase-props";
import { RefusalNotice } from "../_player/RefusalNotice";
import { useCommand } from "../_player/use-command";

/** How many students hold this phone: a team of three may have one. */
export function PeopleAtDevice(props: PhaseProps) {
  const translate = useTranslations("play.roles");
  const format = useFormatter();
  const { run, refusal } = useCommand();
  const groupName = useId();
  // What was pressed, unless the server has said no.
  const [pressed, setPressed] = useState<number | null>(null);
  const seat = ownTeam(props)?.seats.find((other) => other.seatId === props.own.seatId);
  if (seat === undefined) return null;
  async function state(peopleAtDevice: number) {
    setPressed(peopleAtDevice);
    const answer = await run("people:state", { peopleAtDevice });
    if (!answer.ok) setPressed(null);
  }
  return (
    <section className="border-t rule-ink pt-s3">
      <RefusalNotice refusal={refusal} />
      <fieldset className="knob">
        <legend className="knob-head">{translate("people")}</legend>
        <div className="knob-choices depth-choices">
          {Array.from({ length: mostPeopleAtDevice }, (_, index) => index + 1).map((count) => (
            <label key={count} className="knob-choice depth-choice justify-center text-center">
              <input
                type="radio"
                name={groupName}
                checked={(pressed ?? seat.peopleAtDevice) === count}
                onChange={() => void state(count)}
              />
              <span>{format.number(count)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <p className="mt-s1 text-small leading-snug text-ink-2">{translate("peopleHint")}</p>
    </section>
  );
}
