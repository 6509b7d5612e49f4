import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { announcedDecks, decks } from "@/core/tasks/decks";
import { dealtPresets } from "@/core/tasks/presets";
import { deckSummary } from "../_decks/deck-summary";
import { ClientMessages } from "../_i18n/ClientMessages";
import { SiteHeader } from "../_ui/SiteHeader";
import { SoloForm } from "./_solo/SoloForm";

export async function generateMetadata(): Promise<Metadata> {
  const translate = await getTranslations("solo");
  return { title: translate("title") };
}

const playableSummaries = [...decks, ...announcedDecks]
  .filter(({ deckId }) => dealtPresets(deckId).length > 0)
  .map(deckSummary);

/** Play alone: choose a deck, start at once. */
export default async function SoloPage() {
  const translate = await getTranslations("solo");
  return (
    <ClientMessages namespaces={["solo", "decks", "tasks", "refusal"]}>
      <SiteHeader />
      <main id="main" className="mx-auto max-w-[640px] px-4 py-s6">
        <h1 className="text-h1 max-md:text-h2">{translate("title")}</h1>
        <p className="mt-s2 text-ink-2">{translate("text")}</p>
        <p className="mb-s4">
          <a href="/tutorial" className="inline-flex min-h-11 items-center underline underline-offset-4">
            {translate("tutorial")}
          </a>
        </p>
        <SoloForm summaries={playableSummaries} />
      </main>
    </ClientMessages>
  );
}
