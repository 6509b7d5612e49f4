"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Button } from "@/app/_ui/Button";
import { type RoleHolder, roleHolders } from "@/core/game/roles";
import type { RoundProps } from "./phase-props";
import type { PersonInHand } from "./use-person-in-hand";

type Props = Pick<RoundProps, "team" | "own" | "round"> & {
  readonly hand: PersonInHand;
  /** Names everybody's role, where there is room and time for it. */
  readonly withAll?: boolean;
};

/** What whoever holds this device looks after in this round, in a sentence. It advises; every button stays open. */
export function RoleLine({ team, own, round, hand, withAll = false }: Props) {
  const translate = useTranslations("play.roles");
  const { holderText, personName } = useRoleWords();
  const holders = roleHolders(team.seats, round.roundIndex);
  const mine = holders.find((holder) => holder.seatId === own.seatId && holder.person === hand.person);
  // One person has every role: nothing to share out.
  if (mine === undefined || holders.length < 2) return null;
  const roles = holderText(mine);
  return (
    <section className="border-b rule-faint py-s1 leading-snug" data-role-of={hand.person}>
      <div className="flex flex-wrap items-center justify-between gap-x-s3">
        <p className="font-medium" aria-live="polite">
          {hand.count > 1
            ? translate("inHand", { name: personName(hand.person), roles })
            : translate("yours", { roles })}
        </p>
        {hand.count > 1 && (
          <Button variant="quiet" className="text-small" onClick={hand.pass}>
            {translate("pass", { name: personName(hand.next) })}
          </Button>
        )}
      </div>
      {mine.roles.map((role) => (
        <p key={role} className="text-small text-ink-2">
          {translate(`text.${role}`)}
        </p>
      ))}
      {withAll && <AllRoles holders={holders} team={team} ownSeatId={own.seatId} />}
    </section>
  );
}

type AllProps = Pick<RoundProps, "team"> & {
  readonly holders: readonly RoleHolder[];
  readonly ownSeatId: string;
};

function AllRoles({ holders, team, ownSeatId }: AllProps) {
  const translate = useTranslations("play.roles");
  const translateLobby = useTranslations("play.lobby");
  const { holderText, personName } = useRoleWords();
  const nameOf = ({ seatId, person }: RoleHolder) => {
    const seat = team.seats.find((other) => other.seatId === seatId);
    const isShared = (seat?.peopleAtDevice ?? 1) > 1;
    if (isShared && seatId === ownSeatId) return personName(person);
    const name = seat?.name || translateLobby("teammate");
    return isShared ? `${name}, ${personName(person)}` : name;
  };
  return (
    <ul aria-label={translate("all")} className="mt-s1 text-small text-ink-2">
      {holders.map((holder) => (
        <li key={`${holder.seatId} ${holder.person}`}>
          {translate("holds", { name: nameOf(holder), roles: holderText(holder) })}
        </li>
      ))}
    </ul>
  );
}

function useRoleWords() {
  const translate = useTranslations("play.roles");
  const format = useFormatter();
  return {
    holderText: (holder: RoleHolder) =>
      format.list(
        holder.roles.map((role) => translate(`name.${role}`)),
        { type: "conjunction" },
      ),
    personName: (person: number) => translate("person", { number: person + 1 }),
  };
}
