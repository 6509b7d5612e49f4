"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/Button";
import type { SharedView } from "@/core/game/view";
import { useHostCommands } from "./HostCommands";

/** What the class sees: the screen itself, names, and a blank screen at once. */
export function ProjectorPanel({ shared, onToggleBlank }: { shared: SharedView; onToggleBlank: () => void }) {
  const translate = useTranslations("host");
  const { run } = useHostCommands();
  const { areNamesHidden, isProjectorBlank } = shared;
  return (
    <section>
      <h2 className="mb-s3 border-b rule-ink pb-s1">{translate("projector")}</h2>
      <a
        className="button"
        data-variant="secondary"
        data-wide
        href={`/screen/${shared.joinCode}`}
        target="_blank"
        rel="noreferrer"
      >
        {translate("openProjector")}
      </a>
      <div className="mt-s2 grid grid-cols-2 gap-s2">
        <Button aria-pressed={isProjectorBlank} onClick={onToggleBlank}>
          {translate(isProjectorBlank ? "unblank" : "blank")}
        </Button>
        <Button
          aria-pressed={areNamesHidden}
          onClick={() => void run("names:hide", { areHidden: !areNamesHidden })}
        >
          {translate(areNamesHidden ? "showNames" : "hideNames")}
        </Button>
      </div>
      {(isProjectorBlank || areNamesHidden) && (
        <p className="mt-s2 text-small leading-snug text-ink-2" role="status">
          {isProjectorBlank && translate("isBlank")} {areNamesHidden && translate("namesAreHidden")}
        </p>
      )}
    </section>
  );
}
