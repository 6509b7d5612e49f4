"use client";

import { useTranslations } from "next-intl";

const keys = [
  { key: "space", action: "keyNext" },
  { key: "P", action: "keyPause" },
  { key: "L", action: "keyLock" },
  { key: "B", action: "keyBlank" },
] as const;

/** The keys of the console. */
export function KeyList() {
  const translate = useTranslations("host");
  return (
    <details className="max-lg:hidden">
      <summary className="min-h-11 content-center">{translate("keysTitle")}</summary>
      <dl className="m-0 grid grid-cols-[auto_1fr] items-baseline gap-x-s3 gap-y-s1">
        {keys.map(({ key, action }) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="inline-block min-w-[2em] border rule-ink px-2 text-center">
                {key === "space" ? translate("keySpace") : key}
              </kbd>
            </dt>
            <dd className="m-0">{translate(action)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-s2 text-small leading-snug text-ink-2">{translate("keysNote")}</p>
    </details>
  );
}
