import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { loadMessages } from "./load-messages";
import { localeCookieName, negotiateLocale } from "./locale";

export default getRequestConfig(async () => {
  const [cookieStore, headerList] = await Promise.all([cookies(), headers()]);
  const locale = negotiateLocale(cookieStore.get(localeCookieName)?.value, headerList.get("accept-language"));
  return { locale, messages: await loadMessages(locale), timeZone: "UTC" };
});
