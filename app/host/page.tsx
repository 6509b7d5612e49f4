import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/_i18n/ClientMessages";
import { SiteHeader } from "@/app/_ui/SiteHeader";
import { readJoinOrigin } from "@/app/screen/_frame/join-origin";
import { LessonEditor } from "./LessonEditor";

export async function generateMetadata(): Promise<Metadata> {
  const translate = await getTranslations("host");
  return { title: translate("editorTitle") };
}

/** Where a host puts a lesson together and opens its session. */
export default async function HostPage() {
  const translate = await getTranslations("archive");
  return (
    <>
      <SiteHeader />
      <nav aria-label={translate("title")} className="mx-auto max-w-[1180px] px-4 pt-s2 md:px-16">
        <a href="/host/archive" className="inline-flex min-h-11 items-center">
          {translate("link")}
        </a>
      </nav>
      <ClientMessages namespaces={["host", "lessons", "decks", "tasks", "refusal", "device"]}>
        <LessonEditor joinOrigin={await readJoinOrigin()} />
      </ClientMessages>
    </>
  );
}
