"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/app/_ui/Button";
import { coHostCodeIn } from "@/app/host/co-host-link";
import { CoHostForm } from "./CoHostForm";
import { RecoverForm } from "./RecoverForm";

type Props = { joinCode: string; onRecovered: () => void };

/** For a device that is no host here: in by the recovery code, or by a co-host's invitation. */
export function HostDoor({ joinCode, onRecovered }: Props) {
  const translate = useTranslations("host");
  const [isInvited, setIsInvited] = useState(false);
  const [carried, setCarried] = useState("");
  useEffect(() => {
    const code = coHostCodeIn(window.location.hash);
    if (code === "") return;
    setCarried(code);
    setIsInvited(true);
    // The code works once; it must not stay in the address or the history.
    window.history.replaceState(null, "", window.location.pathname);
  }, []);
  return (
    <main id="main" className="mx-auto max-w-[640px] px-4 py-8 md:px-16">
      <h1 className="mb-s4 text-h2">{translate(isInvited ? "coHostTitle" : "recoverTitle")}</h1>
      {isInvited ? (
        <CoHostForm key={carried} joinCode={joinCode} carriedCode={carried} onJoined={onRecovered} />
      ) : (
        <RecoverForm joinCode={joinCode} onRecovered={onRecovered} />
      )}
      <div className="mt-s5 border-t rule-faint pt-s2">
        <Button variant="quiet" className="-ml-2" onClick={() => setIsInvited((before) => !before)}>
          {translate(isInvited ? "haveRecoveryCode" : "haveCoHostCode")}
        </Button>
      </div>
    </main>
  );
}
