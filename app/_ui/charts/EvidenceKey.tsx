import { useTranslations } from "next-intl";

/** Names the three styles of evidence; needed where a style is met for the first time. */
export function EvidenceKey() {
  const translate = useTranslations("charts");
  const styles = [
    { id: "measured", name: translate("measured"), by: translate("measuredBy") },
    { id: "reported", name: translate("reported"), by: translate("reportedBy") },
    { id: "proved", name: translate("proved"), by: translate("provedBy") },
  ] as const;
  return (
    <ul className="grid gap-s3 text-small leading-snug">
      {styles.map((style) => (
        <li key={style.id} className="grid grid-cols-[4.5em_1fr] items-start gap-x-s3">
          <svg viewBox="0 0 60 20" className="mt-[0.1em] w-full" aria-hidden="true">
            <g stroke="var(--ink)" fill="none">
              {style.id === "measured" && <path d="M0 10H60" strokeWidth="3" />}
              {style.id === "reported" && <path d="M0 10H60" strokeWidth="3" strokeDasharray="4 7" />}
              {style.id === "proved" && <path d="M0 7H60M0 13H60" strokeWidth="1.5" />}
            </g>
          </svg>
          <div>
            <p className="font-medium">{style.name}</p>
            <p className="text-ink-2">{style.by}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
