"use client";

import { useTranslations } from "next-intl";
import { errorText } from "@/app/_reveal/error-text";
import { Notice } from "@/app/_ui/Notice";
import type { UnverifiedClaim } from "@/core/game/host-view-schema";
import type { SharedView } from "@/core/game/view";
import { useHostView } from "./HostViewProvider";
import { useTeamTitle } from "./use-team-title";

type Props = { claims: readonly UnverifiedClaim[]; shared: SharedView };

/** Results that the server's own training or the sent weights do not confirm, with both numbers. */
export function UnverifiedClaims({ claims, shared }: Props) {
  const translate = useTranslations("host");
  const teamTitle = useTeamTitle(shared, useHostView());
  return (
    <Notice title={translate("claimsUnverified", { count: claims.length })}>
      <ul>
        {claims.map(({ teamId, roundNumber, weightsDiffer, retraining }) => {
          const where = { team: teamTitle(teamId), round: roundNumber };
          return (
            <li key={`${roundNumber} ${teamId}`}>
              {weightsDiffer && <p>{translate("claimWeights", where)}</p>}
              {retraining !== null && (
                <p>
                  {translate("claimRetrained", {
                    ...where,
                    claimed: errorText(retraining.claimedError),
                    retrained: errorText(retraining.retrainedError),
                    standardError: errorText(retraining.standardError),
                  })}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      <p>{translate("claimsUnverifiedText")}</p>
    </Notice>
  );
}
