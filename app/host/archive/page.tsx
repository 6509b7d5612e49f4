import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/_i18n/ClientMessages";
import { SiteHeader } from "@/app/_ui/SiteHeader";
import { SessionList } from "./_archive/SessionList";

export async function generateMetadata(): Promise<Metadata> {
  const translate = await getTranslations("archive");
  return { title: translate("title") };
}

/** The sessions that this browser has hosted. */
export default async function ArchivePage() {
  const translate = await getTranslations("archive");
  return (
    <>
      <SiteHeader />
      <ClientMessages namespaces={["archive", "refusal"]}>
        <main id="main" className="mx-auto max-w-[900px] px-4 pt-6 pb-12 md:px-16">
          <h1 className="text-h2 md:text-h1">{translate("title")}</h1>
          <p className="mt-s2 mb-s5 max-w-measure text-ink-2">{translate("text")}</p>
          <SessionList />
        </main>
      </ClientMessages>
    </>
  );
}
