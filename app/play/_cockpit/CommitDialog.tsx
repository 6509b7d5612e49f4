"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/Button";
import { Dialog } from "@/app/_ui/Dialog";
import type { Design } from "@/core/training/design";
import { DesignText } from "../_player/DesignText";

type Props = {
  readonly isOpen: boolean;
  readonly design: Design;
  readonly isSolo: boolean;
  readonly onClose: () => void;
  readonly onCommit: () => void;
};

/** Asks once more, since a commitment cannot be taken back. */
export function CommitDialog({ isOpen, design, isSolo, onClose, onCommit }: Props) {
  const translate = useTranslations("play.cockpit");
  return (
    <Dialog
      open={isOpen}
      onClose={onClose}
      title={translate("commitTitle")}
      actions={<Button onClick={onCommit}>{translate("commitYes")}</Button>}
    >
      <p className="font-medium">
        <DesignText design={design} />
      </p>
      <p className="mt-s2 text-ink-2">{translate(isSolo ? "commitTextSolo" : "commitText")}</p>
    </Dialog>
  );
}
