"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "@/app/_ui/Button";
import { Notice } from "@/app/_ui/Notice";
import type { Farewell } from "@/core/contract/server-events";
import type { Refusal } from "@/core/game/refusal";
import { PlainPage } from "./PlainPage";

type Props = {
  readonly reason: Refusal | Exclude<Farewell["reason"], "server-stopping">;
  readonly connectAgain: () => void;
};

/** Why this page cannot play, and the one thing to do about it. */
export function CannotPlay({ reason, connectAgain }: Props) {
  const translate = useTranslations("play.connection");
  const translateRefusal = useTranslations("refusal");
  const translateCommon = useTranslations("common");
  const home = <ButtonLink href="/">{translateCommon("home")}</ButtonLink>;

  if (reason === "moved-to-another-tab") {
    return (
      <Ending
        title={translate("movedTitle")}
        text={translate("movedText")}
        actions={
          <Button variant="primary" onClick={connectAgain}>
            {translate("useThisTab")}
          </Button>
        }
      />
    );
  }
  if (reason === "removed" || reason === "turned-away") {
    const again = (
      <>
        <Button variant="primary" onClick={connectAgain}>
          {translate("joinAgain")}
        </Button>
        {home}
      </>
    );
    return reason === "removed" ? (
      <Ending title={translate("removedTitle")} text={translate("removedText")} actions={again} />
    ) : (
      <Ending title={translate("turnedAwayTitle")} text={translateRefusal(reason)} actions={again} />
    );
  }
  if (reason === "banned") {
    return <Ending title={translate("bannedTitle")} text={translateRefusal(reason)} actions={home} />;
  }
  if (reason === "session-closed") {
    return <Ending title={translate("closedTitle")} text={translate("closedText")} actions={home} />;
  }
  if (reason === "protocol-version") {
    return (
      <Ending
        title={translate("oldPageTitle")}
        text={translateRefusal(reason)}
        actions={
          <Button variant="primary" onClick={() => window.location.reload()}>
            {translate("reload")}
          </Button>
        }
      />
    );
  }
  const isWrongCode = reason === "unknown-code";
  return (
    <Ending
      title={isWrongCode ? translate("unknownCodeTitle") : translate("refusedTitle")}
      text={translateRefusal(reason)}
      actions={
        <>
          {home}
          {!isWrongCode && <Button onClick={connectAgain}>{translateCommon("tryAgain")}</Button>}
        </>
      }
    />
  );
}

function Ending(props: { readonly title: string; readonly text: string; readonly actions: ReactNode }) {
  return (
    <PlainPage>
      <h1 className="text-h2">{props.title}</h1>
      <Notice actions={props.actions}>{props.text}</Notice>
    </PlainPage>
  );
}
