import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/_i18n/ClientMessages";
import { SiteHeader } from "@/app/_ui/SiteHeader";
import { SessionRecord } from "../_archive/SessionRecord";

type Props = { params: Promise<{ sessionId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const translate = await getTranslations("archive");
  return { title: translate("title") };
}

/** One session in the archive: its rounds, its downloads, and its deletion. */
export default async function ArchivedSessionPage({ params }: Props) {
  const { sessionId } = await params;
  return (
    <>
      <SiteHeader />
      <ClientMessages namespaces={["archive", "decks", "tasks", "refusal"]}>
        <main id="main" className="mx-auto max-w-[1180px] px-4 pt-6 pb-12 md:px-16">
          <SessionRecord sessionId={sessionId} />
        </main>
      </ClientMessages>
    </>
  );
}
