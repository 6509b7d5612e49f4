import { useFormatter } from "next-intl";

/**
 * When a session was opened, in the time zone of this device: pages are made on the server in UTC, but these times
 * come later and are drawn in the browser alone.
 */
export function useOpenedText(): (createdAtMs: number) => string {
  const format = useFormatter();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (createdAtMs) =>
    format.dateTime(new Date(createdAtMs), { dateStyle: "medium", timeStyle: "short", timeZone });
}
