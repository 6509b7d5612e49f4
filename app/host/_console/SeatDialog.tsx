"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_ui/Button";
import { Dialog } from "@/app/_ui/Dialog";
import { spacedCode } from "@/app/screen/_frame/join-address";
import type { SeatView } from "@/core/game/view";
import { useHostCommands } from "./HostCommands";

type Props = { seat: SeatView | null; onClose: () => void };

/** A new seat code for another device, or the removal of a seat. */
export function SeatDialog({ seat, onClose }: Props) {
  const translate = useTranslations("host");
  const { run } = useHostCommands();
  const [seatCode, setSeatCode] = useState<string | null>(null);
  const [isRemoving, setIsRemoving] = useState(false);

  function close() {
    setSeatCode(null);
    setIsRemoving(false);
    onClose();
  }

  async function reopen(seatId: SeatView["seatId"]) {
    const answer = await run("seat:reopen", { seatId });
    if (answer.ok) setSeatCode(answer.seatCode);
    else close();
  }

  async function remove(seatId: SeatView["seatId"]) {
    await run("seat:remove", { seatId });
    close();
  }

  return (
    <Dialog open={seat !== null} onClose={close} title={seat?.name}>
      {seat !== null && (
        <div className="grid gap-s4">
          {seatCode === null ? (
            <div>
              <p className="mb-s2">{translate("reopenText")}</p>
              <Button onClick={() => void reopen(seat.seatId)}>{translate("reopen")}</Button>
            </div>
          ) : (
            <div role="status">
              <p>{translate("seatCodeText", { name: seat.name })}</p>
              <p className="text-h1 leading-tight font-semibold">{spacedCode(seatCode)}</p>
            </div>
          )}
          <div className="border-t rule-faint pt-s3">
            {isRemoving ? (
              <>
                <p className="mb-s2">{translate("removeText", { name: seat.name })}</p>
                <Button onClick={() => void remove(seat.seatId)}>{translate("removeConfirm")}</Button>
              </>
            ) : (
              <Button variant="quiet" onClick={() => setIsRemoving(true)}>
                {translate("remove")}
              </Button>
            )}
          </div>
        </div>
      )}
    </Dialog>
  );
}
