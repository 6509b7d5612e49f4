import type { ReactNode } from "react";
import { LanguageSwitch } from "@/app/_i18n/LanguageSwitch";
import { Logo } from "./Logo";
import { ThemeSwitch } from "./ThemeSwitch";

/** Header of pages outside a round: the way home, language and theme. */
export function SiteHeader({ children }: { children?: ReactNode }) {
  return (
    <header className="border-b rule-ink">
      <div className="mx-auto flex min-h-14 max-w-[1536px] items-center gap-s4 px-4 md:min-h-18 md:px-16">
        <a href="/" className="inline-flex min-h-11 items-center">
          <Logo />
        </a>
        {children}
        <div className="ml-auto flex items-center gap-s5">
          <div className="max-md:hidden">
            <ThemeSwitch />
          </div>
          <LanguageSwitch />
        </div>
      </div>
    </header>
  );
}
