"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { postJson } from "@/app/_realtime/post-json";
import { Button } from "@/app/_ui/Button";
import { Dialog } from "@/app/_ui/Dialog";
import { Notice } from "@/app/_ui/Notice";
import type { SessionId } from "@/core/game/identifiers";
import type { Refusal } from "@/core/game/refusal";

/** Deletes a session that is over, after a second thought. */
export function DeleteSession({ sessionId }: { sessionId: SessionId }) {
  const translate = useTranslations("archive");
  const translateRefusal = useTranslations("refusal");
  const [isAsking, setIsAsking] = useState(false);
  const [isDeleting, setIsDeleting] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function remove() {
    setIsDeleting(true);
    const answer = await postJson("deleteArchived", { sessionId });
    setIsDeleting(false);
    setIsAsking(false);
    if (answer.ok) window.location.assign("/host/archive");
    else setRefusal(answer.refusal);
  }

  return (
    <section>
      <h2 className="border-b rule-ink pb-s1">{translate("delete")}</h2>
      <p className="mt-s2 mb-s3 max-w-measure text-ink-2">{translate("deleteText")}</p>
      <Button onClick={() => setIsAsking(true)}>{translate("deleteAsk")}</Button>
      {refusal !== null && (
        <Notice kind="refusal" title={translate("notDeleted")}>
          {translateRefusal(refusal)}
        </Notice>
      )}
      <Dialog
        open={isAsking}
        onClose={() => setIsAsking(false)}
        title={translate("deleteTitle")}
        actions={
          <Button onClick={() => void remove()} disabled={isDeleting}>
            {translate("deleteConfirm")}
          </Button>
        }
      >
        <p>{translate("deleteWarning")}</p>
      </Dialog>
    </section>
  );
}
