import type englishMessages from "@/messages/en.json";
import type { AppLocale } from "./locale";
import { pseudoMessages } from "./pseudo-locale";

export type AppMessages = typeof englishMessages;
export type MessageNamespace = keyof AppMessages;

const loaders = {
  en: async () => (await import("@/messages/en.json")).default,
  // The test of equal keys makes every language have the shape of English.
  ja: async () => (await import("@/messages/ja.json")).default as AppMessages,
  "en-XA": async () => pseudoMessages((await import("@/messages/en.json")).default),
} satisfies Record<AppLocale, () => Promise<AppMessages>>;

/** All messages of one language; server only, pages hand their own namespaces to the browser. */
export function loadMessages(locale: AppLocale): Promise<AppMessages> {
  return loaders[locale]();
}
