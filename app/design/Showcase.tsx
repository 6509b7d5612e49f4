"use client";

import { useTranslations } from "next-intl";
import { ControlSamples } from "./ControlSamples";
import { FigureSamples } from "./FigureSamples";
import { StampSamples } from "./StampSamples";

export function Showcase({ isProjector }: { isProjector: boolean }) {
  const translate = useTranslations("design");
  return (
    <div className="grid gap-s6">
      <Part title={translate("teams")}>
        <StampSamples />
      </Part>
      {!isProjector && (
        <Part title={translate("controls")}>
          <ControlSamples />
        </Part>
      )}
      <Part title={translate("figures")}>
        <FigureSamples isProjector={isProjector} />
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="border-t rule-ink pt-s3">
      <h3 className="mb-s4 text-h3">{title}</h3>
      {children}
    </div>
  );
}
