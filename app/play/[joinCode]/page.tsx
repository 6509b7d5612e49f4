import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/_i18n/ClientMessages";
import { PlayScreen } from "../_player/PlayScreen";

export async function generateMetadata(): Promise<Metadata> {
  const translate = await getTranslations("play");
  return { title: translate("pageTitle") };
}

/** A student's screen: everything on it comes over the socket. */
export default async function PlayPage({ params }: { params: Promise<{ joinCode: string }> }) {
  const { joinCode } = await params;
  return (
    <ClientMessages namespaces={["play", "training", "device", "refusal", "reveal", "tasks"]}>
      <PlayScreen joinCode={decodeURIComponent(joinCode).toUpperCase()} />
    </ClientMessages>
  );
}
