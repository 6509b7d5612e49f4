import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/_i18n/ClientMessages";
import { HostScreen } from "@/app/host/_console/HostScreen";
import { readJoinOrigin } from "@/app/screen/_frame/join-origin";

type Props = { params: Promise<{ joinCode: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [translate, { joinCode }] = await Promise.all([getTranslations("host"), params]);
  return { title: translate("consoleTitle", { joinCode }) };
}

/** The host's console of one session. */
export default async function HostSessionPage({ params }: Props) {
  const [{ joinCode }, joinOrigin] = await Promise.all([params, readJoinOrigin()]);
  return (
    <ClientMessages namespaces={["host", "phases", "decks", "reveal", "tasks", "refusal", "device"]}>
      <HostScreen joinCode={joinCode.toUpperCase()} joinOrigin={joinOrigin} />
    </ClientMessages>
  );
}
