import english from "@/messages/en.json" with { type: "json" };
import japanese from "@/messages/ja.json" with { type: "json" };

const catalogues = { en: english, ja: japanese } as const;
export type Language = keyof typeof catalogues;

/** The visible text under a key such as "play.join.join"; tests find controls by the words that people read. */
export function words(language: Language, key: string): string {
  let node: unknown = catalogues[language];
  for (const part of key.split(".")) node = (node as Record<string, unknown>)[part];
  if (typeof node !== "string") throw new Error(`no text under ${key}`);
  return node;
}

/** The same as a pattern: placeholders, plurals included, match anything. */
export function pattern(language: Language, key: string): RegExp {
  let text = words(language, key).replace(/<[^>]+>/g, "");
  while (/\{[^{}]*\}/.test(text)) text = text.replace(/\{[^{}]*\}/g, "\0");
  const escaped = text.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  return new RegExp(escaped.replaceAll("\0", ".*"));
}
