"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "./Button";

type Props = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  /** Buttons beside "Close". */
  actions?: ReactNode;
};

/** A sheet over the page; the browser keeps the focus in it and Escape closes it. */
export function Dialog({ open, onClose, title, children, actions }: Props) {
  const translate = useTranslations("ui");
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open && dialog.current?.open) dialog.current.close();
  }, [open]);

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={titleId} onClose={onClose}>
      <h2 id={titleId}>{title}</h2>
      <div className="mt-s3">{children}</div>
      <div className="mt-s5 flex flex-wrap justify-end gap-s2">
        {actions}
        <Button onClick={onClose}>{translate("close")}</Button>
      </div>
    </dialog>
  );
}
