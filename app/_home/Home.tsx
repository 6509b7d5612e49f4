import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/Button";
import { ThemeSwitch } from "@/app/_ui/ThemeSwitch";
import { JoinForm } from "./JoinForm";
import { RoundTimetable } from "./RoundTimetable";

/** The first page: join a class, host one, or play alone. */
export async function Home() {
  const translate = await getTranslations("home");
  return (
    <main id="main" className="mx-auto max-w-[1536px] px-4 pt-[26px] pb-8 md:px-16 md:pt-[52px]">
      <div className="grid gap-x-6 lg:grid-cols-2">
        <section>
          <h1 className="text-[31px] leading-[1.1] md:text-[46px]">
            {translate.rich("title", { br: () => <br /> })}
          </h1>
          <JoinForm />
        </section>
        <section className="max-lg:hidden lg:pl-8">
          <RoundTimetable />
        </section>
      </div>
      <div className="mt-[22px] grid border-t rule-ink md:mt-[26px] md:grid-cols-2">
        <Way
          title={translate("hostTitle")}
          text={translate("hostText")}
          href="/host"
          go={translate("host")}
        />
        <Way
          title={translate("soloTitle")}
          text={translate("soloText")}
          href="/solo"
          go={translate("solo")}
          isSecond
        />
      </div>
      <p className="border-t rule-ink pt-s2">
        <a href="/tutorial" className="inline-flex min-h-11 items-center underline underline-offset-4">
          {translate("tutorial")}
        </a>{" "}
        <span className="text-ink-2">{translate("tutorialText")}</span>
      </p>
      <div className="mt-s4 border-t rule-faint pt-s2 md:hidden">
        <ThemeSwitch />
      </div>
    </main>
  );
}

type WayProps = { title: string; text: string; href: string; go: string; isSecond?: boolean };

function Way({ title, text, href, go, isSecond = false }: WayProps) {
  const divider = isSecond ? "max-md:border-t md:border-l rule-faint md:pl-8" : "md:pr-6";
  return (
    <section className={`flex items-center justify-between gap-3 py-[13px] md:gap-6 md:py-[22px] ${divider}`}>
      <div>
        <h2 className="text-lead md:text-h3">{title}</h2>
        <p className="mt-1 leading-snug text-ink-2">{text}</p>
      </div>
      <ButtonLink href={href} className="flex-none md:min-h-[52px] md:px-[26px] md:text-lead">
        {go}
      </ButtonLink>
    </section>
  );
}
