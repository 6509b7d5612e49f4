import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "../_i18n/ClientMessages";
import { SiteHeader } from "../_ui/SiteHeader";
import { Tutorial } from "./_tutorial/Tutorial";

export async function generateMetadata(): Promise<Metadata> {
  const translate = await getTranslations("tutorial");
  return { title: translate("title") };
}

/** A minute of practice without a session: nothing is hidden, nothing is scored. */
export default async function TutorialPage() {
  const translate = await getTranslations("tutorial");
  return (
    <ClientMessages namespaces={["tutorial"]}>
      <SiteHeader />
      <main id="main" className="mx-auto max-w-[640px] px-4 py-s6">
        <h1 className="text-h1 max-md:text-h2">{translate("title")}</h1>
        <p className="mt-s2 mb-s5 text-ink-2">{translate("intro")}</p>
        <Tutorial />
      </main>
    </ClientMessages>
  );
}
