import { useTranslations } from "next-intl";

/** For whoever has joined a session in which bots play for the host to look at. */
export function RehearsalLine() {
  const translate = useTranslations("play.header");
  return (
    <p role="status" className="border-b rule-faint px-4 py-s1 text-small text-ink-2">
      {translate("rehearsal")}
    </p>
  );
}
