import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/_i18n/ClientMessages";
import { readJoinOrigin } from "@/app/screen/_frame/join-origin";
import { ProjectorScreen } from "@/app/screen/_frame/ProjectorScreen";

type Props = { params: Promise<{ joinCode: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [translate, { joinCode }] = await Promise.all([getTranslations("screen"), params]);
  return { title: translate("pageTitle", { joinCode }) };
}

/** What the class sees: no controls, readable from the last row. */
export default async function ScreenPage({ params }: Props) {
  const [{ joinCode }, joinOrigin] = await Promise.all([params, readJoinOrigin()]);
  return (
    <ClientMessages namespaces={["screen", "phases", "decks", "tasks", "reveal", "refusal"]}>
      <div data-scale="projector">
        <ProjectorScreen joinCode={joinCode.toUpperCase()} joinOrigin={joinOrigin} />
      </div>
    </ClientMessages>
  );
}
