import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { HostViewProvider } from "@/app/host/_console/HostViewProvider";
import { UnverifiedClaims } from "@/app/host/_console/UnverifiedClaims";
import { type HostOwnView, HostOwnViewSchema, type UnverifiedClaim } from "@/core/game/host-view-schema";
import english from "@/messages/en.json";
import japanese from "@/messages/ja.json";
import { sharedViewOf, teamViewOf } from "./shared-view";

const team = teamViewOf(1, {});
const own: HostOwnView = HostOwnViewSchema.parse({
  role: "host",
  isOwner: true,
  hasControl: true,
  seats: [],
  waiting: [],
  teamNames: [{ teamId: team.teamId, name: "The Owls" }],
  coHosts: [],
  isInvitationOut: false,
  warnings: [],
});

function render(locale: "en" | "ja", changed: Partial<UnverifiedClaim> = {}): string {
  const retraining = { claimedError: 0.0312, retrainedError: 0.1749, standardError: 0.0085 };
  const claim = { teamId: team.teamId, roundNumber: 2, weightsDiffer: false, retraining, ...changed };
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={locale === "en" ? english : japanese} timeZone="UTC">
      <HostViewProvider own={own}>
        <UnverifiedClaims claims={[claim]} shared={sharedViewOf({ phase: "reveal", teams: [team] })} />
      </HostViewProvider>
    </NextIntlClientProvider>,
  ).replaceAll(/<[^>]*>/g, "|");
}

describe("what a host reads of a result that is not confirmed", () => {
  it("names the team and the round, and gives both errors and their uncertainty", () => {
    for (const locale of ["en", "ja"] as const) {
      const text = render(locale);
      for (const part of ["The Owls", "2", "0.031", "0.175", "0.009"]) expect(text).toContain(part);
    }
  });

  it("says when weights and predictions do not belong together, before anything is trained again", () => {
    const text = render("en", { weightsDiffer: true, retraining: null });
    expect(text).toContain("The Owls");
    expect(text).toContain("not those of the weights");
    expect(text).not.toContain("0.031");
    expect(render("ja", { weightsDiffer: true, retraining: null })).toContain("重み");
  });
});
