import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "./_i18n/ClientMessages";
import { SkipLink } from "./_ui/SkipLink";
import { themeCookieName, themeFromCookie } from "./_ui/theme";

export async function generateMetadata(): Promise<Metadata> {
  const translate = await getTranslations("common");
  return {
    title: { default: translate("productName"), template: `%s · ${translate("productName")}` },
    description: translate("productDescription"),
    icons: { icon: "/icon.svg" },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: "#fbf9f4",
};

/** Every page puts its content into `<main id="main">`, where the skip link leads. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, cookieStore] = await Promise.all([getLocale(), cookies()]);
  const theme = themeFromCookie(cookieStore.get(themeCookieName)?.value);
  return (
    <html lang={locale} data-theme={theme} data-scale="player">
      <body>
        <ClientMessages>
          <SkipLink />
          {children}
        </ClientMessages>
      </body>
    </html>
  );
}
