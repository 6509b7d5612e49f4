"use client";

import { useTranslations } from "next-intl";
import { Button, ButtonLink } from "./_ui/Button";

/** What is shown instead of a page whose drawing failed. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const translate = useTranslations("common");
  return (
    <main id="main" className="max-w-measure px-4 pt-12 md:px-16">
      <h1 className="text-h2">{translate("errorTitle")}</h1>
      <p className="mt-s3 mb-s5 text-ink-2">{translate("errorText")}</p>
      <div className="flex flex-wrap gap-s3">
        <Button variant="primary" size="large" onClick={reset}>
          {translate("tryAgain")}
        </Button>
        <ButtonLink href="/" size="large">
          {translate("home")}
        </ButtonLink>
      </div>
    </main>
  );
}
