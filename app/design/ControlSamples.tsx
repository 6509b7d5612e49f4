"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { BallotBars } from "@/app/_ui/BallotBars";
import { Button } from "@/app/_ui/Button";
import { uniformShares } from "@/app/_ui/ballot-shares";
import { Clock } from "@/app/_ui/Clock";
import { CodeField } from "@/app/_ui/CodeField";
import { CreditMarks } from "@/app/_ui/CreditMarks";
import { DepthPicker } from "@/app/_ui/DepthPicker";
import { Dialog } from "@/app/_ui/Dialog";
import { Notice } from "@/app/_ui/Notice";
import { RailSlider } from "@/app/_ui/RailSlider";
import { Tabs } from "@/app/_ui/Tabs";
import { TextField } from "@/app/_ui/TextField";
import { serverNowMs } from "@/app/_ui/use-server-clock";

const hypotheses = ["2-global", "3-local", "4-local", "1-global"].map((id) => ({ id, label: id }));

export function ControlSamples() {
  const translate = useTranslations("design");
  const translateCommon = useTranslations("common");
  const [joinCode, setJoinCode] = useState("K7MQ");
  const [depth, setDepth] = useState(3);
  const [width, setWidth] = useState(50);
  const [learningRate, setLearningRate] = useState(0.1);
  const [shares, setShares] = useState(() => uniformShares(hypotheses.length));
  const [tab, setTab] = useState("knobs");
  const [dialogOpen, setDialogOpen] = useState(false);
  const [endsAtMs, setEndsAtMs] = useState<number | null>(null);
  useEffect(() => setEndsAtMs(serverNowMs(0) + 108_000), []);

  return (
    <div className="grid gap-s6 lg:grid-cols-3">
      <div className="grid content-start gap-s4">
        <CodeField label={translate("code")} value={joinCode} onChange={setJoinCode} />
        <TextField label={translate("name")} hint={translate("hint")} />
        <TextField label={translate("name")} defaultValue="???" error={translate("fieldError")} />
        <div className="grid grid-cols-2 gap-s2">
          <Button variant="primary" detail={translate("price")}>
            {translate("primary")}
          </Button>
          <Button detail={translate("agree")}>{translate("secondary")}</Button>
          <Button disabled>{translate("disabled")}</Button>
          <Button variant="quiet" onClick={() => setDialogOpen(true)}>
            {translate("openDialog")}
          </Button>
        </div>
        <Dialog open={dialogOpen} onClose={() => setDialogOpen(false)} title={translate("dialogTitle")}>
          <p>{translate("sampleNote")}</p>
        </Dialog>
      </div>
      <div className="grid content-start gap-s4">
        <DepthPicker
          label={translateCommon("depth")}
          unit={translate("layers")}
          depths={[1, 2, 3, 5, 7]}
          value={depth}
          onChange={setDepth}
        />
        <RailSlider
          label={translateCommon("width")}
          unit={translate("units")}
          values={[10, 20, 50, 100, 200]}
          value={width}
          onChange={setWidth}
        />
        <RailSlider
          label={translateCommon("learningRate")}
          unit={translate("halfDecades")}
          values={[0.01, 0.03, 0.1, 0.3, 1]}
          value={learningRate}
          onChange={setLearningRate}
        />
        <BallotBars
          label={translate("ballot")}
          hypotheses={hypotheses}
          shares={shares}
          onChange={setShares}
        />
      </div>
      <div className="grid content-start gap-s4">
        <div className="flex items-center justify-between">
          <Clock endsAtMs={endsAtMs} pausedAtMs={null} serverOffsetMs={0} />
          <CreditMarks total={40} left={23} />
        </div>
        <Notice title={translate("noteTitle")}>{translate("sampleNote")}</Notice>
        <Notice kind="refusal">{translate("fieldError")}</Notice>
        <Notice kind="waiting" actions={<Button>{translateCommon("tryAgain")}</Button>}>
          {translate("waiting")}
        </Notice>
        <Tabs
          label={translate("controls")}
          selectedId={tab}
          onSelect={setTab}
          tabs={[
            {
              id: "clues",
              label: translate("tabOne"),
              panel: <p className="py-s3">{translate("tabOne")}</p>,
            },
            {
              id: "knobs",
              label: translate("tabTwo"),
              panel: <p className="py-s3">{translate("tabTwo")}</p>,
            },
          ]}
        />
      </div>
    </div>
  );
}
