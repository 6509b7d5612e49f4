"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/Button";
import { Notice } from "@/app/_ui/Notice";
import { useHostCommands } from "./HostCommands";
import { useHostView } from "./HostViewProvider";

/** The notice, for what it makes grey. */
export const takeOverNoticeId = "take-over";

/** Another tab of the same host has the controls: this one shows everything and offers to take over. */
export function TakeOverNotice() {
  const translate = useTranslations("host");
  const { run } = useHostCommands();
  const { hasControl } = useHostView();
  if (hasControl) return null;
  return (
    <div id={takeOverNoticeId} className="sticky top-0 z-10 mb-s3 bg-paper">
      <Notice
        title={translate("controlElsewhereTitle")}
        actions={
          <Button variant="primary" onClick={() => void run("control:take", {})}>
            {translate("takeOver")}
          </Button>
        }
      >
        {translate("controlElsewhereText")}
      </Notice>
    </div>
  );
}
