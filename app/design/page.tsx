import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/_i18n/ClientMessages";
import { SiteHeader } from "@/app/_ui/SiteHeader";
import { themes } from "@/app/_ui/theme";
import { Showcase } from "./Showcase";

const scales = ["player", "projector"] as const;

/** Every component and figure with sample data, in both themes and scales; not part of the game. */
export default async function DesignPage() {
  const isShown = process.env.NODE_ENV === "development" || process.env.DEEPSTAKES_DESIGN_PAGE === "1";
  if (!isShown) notFound();
  const translate = await getTranslations("design");
  return (
    <ClientMessages namespaces={["design"]}>
      <SiteHeader />
      <main id="main">
        <h1 className="px-4 pt-s6 text-h2 md:px-16">{translate("title")}</h1>
        <p className="px-4 pb-s5 text-ink-2 md:px-16">{translate("sampleNote")}</p>
        {scales.flatMap((scale) =>
          themes.map((theme) => (
            <section
              key={`${scale}-${theme}`}
              id={`${scale}-${theme}`}
              data-scale={scale}
              data-theme={theme}
              aria-label={`${translate(scale)}, ${translate(theme)}`}
              className="border-t-4 rule-ink px-4 py-s6 md:px-16"
            >
              <h2 className="mb-s5 text-h2">
                {translate(scale)}, {translate(theme)}
              </h2>
              <Showcase isProjector={scale === "projector"} />
            </section>
          )),
        )}
      </main>
    </ClientMessages>
  );
}
