import { useTranslations } from "next-intl";

/** First thing in the tab order of every page: jumps over header and status line. */
export function SkipLink() {
  const translate = useTranslations("ui");
  return (
    <a href="#main" className="skip-link">
      {translate("skipToContent")}
    </a>
  );
}
