"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useSession } from "@/app/_realtime/SessionProvider";
import { Button, ButtonLink } from "@/app/_ui/Button";
import { Notice } from "@/app/_ui/Notice";
import type { Refusal } from "@/core/game/refusal";
import { HostCommands } from "./HostCommands";
import { HostConsole } from "./HostConsole";
import { HostDoor } from "./HostDoor";
import { HostViewProvider } from "./HostViewProvider";

type Props = { joinCode: string; joinOrigin: string; onRecovered: () => void };

/** The console when the server knows this host; else what stands in the way. */
export function HostGate({ joinCode, joinOrigin, onRecovered }: Props) {
  const translate = useTranslations("host");
  const shared = useSession((state) => state.shared);
  const own = useSession((state) => (state.own?.role === "host" ? state.own : null));
  const refused = useSession((state) => state.refused);
  const farewell = useSession((state) => state.farewell);

  if (refused !== null && needsRecovery(refused)) {
    return <HostDoor joinCode={joinCode} onRecovered={onRecovered} />;
  }
  if (refused !== null) return <RefusedSheet refused={refused} />;
  if (farewell === "moved-to-another-tab") {
    return (
      <Sheet title={translate("movedTitle")}>
        <Notice actions={<Button onClick={onRecovered}>{translate("useThisTab")}</Button>}>
          {translate("movedText")}
        </Notice>
      </Sheet>
    );
  }
  if (farewell === "removed") {
    return (
      <Sheet title={translate("coHostRemovedTitle")}>
        <Notice actions={<ButtonLink href="/host">{translate("editorTitle")}</ButtonLink>}>
          {translate("coHostRemovedText")}
        </Notice>
      </Sheet>
    );
  }
  if (shared === null || own === null) {
    return (
      <Sheet title={joinCode}>
        <Notice kind="waiting">{translate("connecting")}</Notice>
      </Sheet>
    );
  }
  return (
    <HostCommands>
      <HostViewProvider own={own}>
        <HostConsole shared={shared} joinOrigin={joinOrigin} />
      </HostViewProvider>
    </HostCommands>
  );
}

function RefusedSheet({ refused }: { refused: Refusal }) {
  const translate = useTranslations("host");
  const translateRefusal = useTranslations("refusal");
  return (
    <Sheet title={translate("refusedTitle")}>
      <Notice
        kind="refusal"
        actions={
          <>
            <Button onClick={() => window.location.reload()}>{translate("reload")}</Button>
            <ButtonLink href="/host">{translate("editorTitle")}</ButtonLink>
          </>
        }
      >
        {translateRefusal(refused)}
      </Notice>
    </Sheet>
  );
}

function Sheet({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main id="main" className="mx-auto max-w-[640px] px-4 py-8 md:px-16">
      <h1 className="mb-s4 text-h2">{title}</h1>
      {children}
    </main>
  );
}

function needsRecovery(refused: Refusal): boolean {
  return refused === "not-allowed" || refused === "not-seated";
}
