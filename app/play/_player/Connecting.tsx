import { useTranslations } from "next-intl";
import { Notice } from "@/app/_ui/Notice";
import { PlainPage } from "./PlainPage";

/** Before the first view has arrived. */
export function Connecting() {
  const translate = useTranslations("play.connection");
  return (
    <PlainPage>
      <h1 className="visually-hidden">{translate("connectingTitle")}</h1>
      <Notice kind="waiting" title={translate("connectingTitle")}>
        {translate("connectingText")}
      </Notice>
    </PlainPage>
  );
}

/** While the code of a screen is on its way. */
export function LoadingScreen() {
  const translate = useTranslations("play.connection");
  return (
    <div className="px-4 py-s5">
      <Notice kind="waiting">{translate("loading")}</Notice>
    </div>
  );
}
