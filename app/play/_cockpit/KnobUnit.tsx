"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Knob } from "@/core/game/knob";
import type { RoundProps } from "../_player/phase-props";

type Props = Pick<RoundProps, "team" | "teamRound"> & { readonly knob: Knob; readonly children: ReactNode };

/** The unit beside a knob's name; while teammates have their hands on the knob, their names. */
export function KnobUnit({ knob, team, teamRound, children }: Props) {
  const translate = useTranslations("play.cockpit");
  const format = useFormatter();
  const names = teamRound.touches
    .filter((touch) => touch.knob === knob)
    .map(({ seatId }) => team.seats.find((seat) => seat.seatId === seatId)?.name || translate("teammate"));
  if (names.length === 0) return children;
  return (
    <span className="bg-signal px-1 font-medium text-on-signal" data-touched={knob}>
      {translate("touchedBy", { names: format.list(names) })}
    </span>
  );
}
