"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_ui/Button";
import { Dialog } from "@/app/_ui/Dialog";
import { QrCode } from "@/app/_ui/QrCode";
import { coHostCodeText, coHostLink } from "@/app/host/co-host-link";
import { spokenAddress } from "@/app/screen/_frame/join-address";
import type { CoHostId } from "@/core/game/identifiers";
import { useHostCommands } from "./HostCommands";
import { useHostView } from "./HostViewProvider";

type Props = { joinCode: string; joinOrigin: string };

/** The devices that conduct this session: invite one more, for example a phone as remote, hand over, send away. */
export function CoHostPanel({ joinCode, joinOrigin }: Props) {
  const translate = useTranslations("host");
  const { run } = useHostCommands();
  const { coHosts, isOwner, isInvitationOut } = useHostView();
  const [code, setCode] = useState<string | null>(null);

  async function invite() {
    const answer = await run("cohost:invite", {});
    if (answer.ok) setCode(answer.coHostCode);
  }

  return (
    <section>
      <h2 className="mb-s2 border-b rule-ink pb-s1">{translate("hosts")}</h2>
      <p className="leading-snug">{translate(isOwner ? "youOwn" : "youCoHost")}</p>
      <ul className="m-0 list-none p-0">
        {coHosts.map((coHost, index) => (
          <CoHostEntry key={coHost.coHostId} {...coHost} number={index + 1} isOwner={isOwner} />
        ))}
      </ul>
      <div className="mt-s2">
        <Button wide onClick={() => void invite()}>
          {translate("inviteCoHost")}
        </Button>
      </div>
      {isInvitationOut && code === null && (
        <p className="mt-s1 text-small text-ink-2">{translate("invitationOut")}</p>
      )}
      <Dialog
        open={code !== null && isInvitationOut}
        onClose={() => setCode(null)}
        title={translate("inviteTitle")}
      >
        {code !== null && <Invitation code={code} joinCode={joinCode} joinOrigin={joinOrigin} />}
      </Dialog>
    </section>
  );
}

function Invitation({ code, joinCode, joinOrigin }: Props & { code: string }) {
  const translate = useTranslations("host");
  const link = coHostLink(joinOrigin, joinCode, code);
  return (
    <div className="grid justify-items-start gap-s3">
      <p>{translate("inviteText")}</p>
      <QrCode value={link} label={translate("inviteSquare")} size="min(240px, 70vw)" />
      <p className="leading-snug">
        {translate("inviteTyped", { address: `${spokenAddress(joinOrigin)}/host/${joinCode}` })}{" "}
        <b className="text-h2 whitespace-nowrap">{coHostCodeText(code)}</b>
      </p>
    </div>
  );
}

type EntryProps = { coHostId: CoHostId; isConnected: boolean; number: number; isOwner: boolean };

function CoHostEntry({ coHostId, isConnected, number, isOwner }: EntryProps) {
  const translate = useTranslations("host");
  const { run, ask } = useHostCommands();
  return (
    <li className="border-b rule-faint py-s2">
      <p>
        {translate("coHostNumber", { number })}{" "}
        <span className="text-small text-ink-2">{translate(isConnected ? "isHere" : "away")}</span>
      </p>
      {isOwner && (
        <div className="flex flex-wrap gap-s2">
          <Button
            variant="quiet"
            className="-ml-2"
            onClick={() =>
              ask({
                title: translate("handOverTitle", { number }),
                text: translate("handOverText"),
                confirm: translate("handOver"),
                onConfirm: () => void run("host:hand-over", { coHostId }),
              })
            }
          >
            {translate("handOver")} …
          </Button>
          <Button
            variant="quiet"
            onClick={() =>
              ask({
                title: translate("removeCoHostTitle", { number }),
                text: translate("removeCoHostText"),
                confirm: translate("removeCoHost"),
                onConfirm: () => void run("cohost:remove", { coHostId }),
              })
            }
          >
            {translate("removeCoHost")} …
          </Button>
        </div>
      )}
    </li>
  );
}
