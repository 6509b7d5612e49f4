import { createHash, timingSafeEqual } from "node:crypto";

/** Compares hashes, which are equally long, so that the time tells nothing. Keyboards write one letter in several ways. */
export function isSamePassword(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text.normalize("NFC"), "utf8").digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
