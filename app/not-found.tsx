import { getTranslations } from "next-intl/server";
import { ButtonLink } from "./_ui/Button";
import { SiteHeader } from "./_ui/SiteHeader";

export default async function NotFoundPage() {
  const translate = await getTranslations("common");
  return (
    <>
      <SiteHeader />
      <main id="main" className="max-w-measure px-4 pt-12 md:px-16">
        <h1 className="text-h2">{translate("notFoundTitle")}</h1>
        <p className="mt-s3 mb-s5 text-ink-2">{translate("notFoundText")}</p>
        <ButtonLink href="/" variant="primary" size="large">
          {translate("home")}
        </ButtonLink>
      </main>
    </>
  );
}
