import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { DepthScatter } from "@/app/_ui/charts/DepthScatter";
import type { ScatterRun } from "@/app/_ui/charts/depth-scatter-layout";
import { Leaderboard } from "@/app/_ui/charts/Leaderboard";
import { LearningCurves } from "@/app/_ui/charts/LearningCurves";
import type { SeedCurves } from "@/app/_ui/charts/learning-curves-layout";
import { RaceDiagram } from "@/app/_ui/charts/RaceDiagram";
import english from "@/messages/en.json";
import japanese from "@/messages/ja.json";

function render(node: ReactNode, locale: "en" | "ja" = "en"): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={locale === "en" ? english : japanese} timeZone="UTC">
      {node}
    </NextIntlClientProvider>,
  );
}

/** Cells of the table that a figure carries, header first. */
function tableOf(markup: string): string[][] {
  const rows = [...markup.matchAll(/<tr[^>]*>(.*?)<\/tr>/g)].map((row) => row[1] ?? "");
  return rows.map((row) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map((cell) =>
      (cell[1] ?? "").replaceAll(/<[^>]*>/g, ""),
    ),
  );
}

const aRun = (overrides: Partial<ScatterRun>): ScatterRun => ({
  runId: "run",
  teamNumber: 1,
  kind: "final",
  depth: 2,
  width: 50,
  learningRate: 0.1,
  error: 0.117,
  seedErrors: [0.101, 0.117, 0.131],
  ...overrides,
});

describe("DepthScatter", () => {
  const runs = [
    aRun({ runId: "a", isOwn: true }),
    aRun({ runId: "b", teamNumber: 8, kind: "pilot", depth: 7, error: 0.2, seedErrors: [0.2] }),
  ];
  const markup = render(
    <DepthScatter
      title="Depth"
      runs={runs}
      depths={[1, 2, 7]}
      chanceError={0.5}
      bank={[{ depth: 1, error: 0.193 }]}
      ownLabel="you"
      withoutControls
    />,
  );

  it("lists every mark of the figure in its table, and nothing else", () => {
    expect(tableOf(markup).slice(1)).toEqual([
      ["Sumi", "final", "2", "50", "0.1", "0.117", "0.101 to 0.131"],
      ["Azuki 2", "pilot", "7", "50", "0.1", "0.200", "–"],
      ["bank, not you", "–", "1", "–", "–", "0.193", "–"],
    ]);
  });

  it("names axes, chance and the viewer's own run", () => {
    for (const words of ["test error", "depth, hidden layers", "chance", "you, 0.12"]) {
      expect(markup).toContain(words);
    }
  });

  it("gives the drawing a name that a screen reader reads", () => {
    expect(markup).toMatch(
      /<svg[^>]*role="img"[^>]*aria-label="test error \(share wrong\); depth 2: median 0\.12"/,
    );
  });

  it("calls the error of a picture a distance", () => {
    const figure = (
      <DepthScatter title="t" runs={[]} depths={[1, 3]} chanceError={0.5} errorKind="distance" />
    );

    expect(render(figure)).toContain("test error (distance)");
    expect(render(figure)).not.toContain("share wrong");
    expect(render(figure, "ja")).toContain("真の絵との距離");
  });
});

describe("LearningCurves", () => {
  const seeds: SeedCurves[] = [
    {
      replicaIndex: 0,
      training: [
        { step: 10, error: 0.5 },
        { step: 100, error: 0.25 },
      ],
      validation: [
        { step: 10, error: 0.5 },
        { step: 100, error: 0.301 },
      ],
      isFinished: false,
    },
    { replicaIndex: 1, training: [{ step: 10, error: 0.48 }], validation: [], isFinished: false },
  ];

  it("writes both last errors at the lines and chance at its own", () => {
    const markup = render(
      <LearningCurves title="Pilot" seeds={seeds} stepBudget={4000} chanceError={0.5} playheadStep={100} />,
    );

    for (const words of ["training 0.25", "validation 0.30", "chance 0.5", "training steps, log scale"]) {
      expect(markup).toContain(words);
    }
  });

  it("draws before the first report without inventing a value", () => {
    const markup = render(
      <LearningCurves title="Pilot" seeds={[]} stepBudget={4000} chanceError={0.5} playheadStep={null} />,
    );

    expect(markup).toContain("The curve starts with the first report.");
    expect(markup).not.toMatch(/NaN|Infinity|undefined/);
    expect(markup).not.toContain("validation 0");
  });

  it("draws a diverged run without breaking the axis", () => {
    const diverged: SeedCurves = {
      replicaIndex: 0,
      training: [
        { step: 10, error: 0.5 },
        { step: 20, error: Number.NaN },
      ],
      validation: [{ step: 10, error: 0.9 }],
      isFinished: true,
    };
    const markup = render(
      <LearningCurves
        title="Pilot"
        seeds={[diverged]}
        stepBudget={4000}
        chanceError={0.5}
        playheadStep={null}
      />,
    );

    expect(markup.replaceAll(/aria-label="[^"]*"/g, "")).not.toMatch(/NaN|Infinity/);
  });
});

describe("RaceDiagram", () => {
  const teams = [
    {
      teamNumber: 3,
      curve: [
        { step: 10, error: 0.5 },
        { step: 1000, error: 0.164 },
      ],
      doneReplicaCount: 4,
      replicaCount: 5,
    },
    { teamNumber: 6, curve: [], doneReplicaCount: 0, replicaCount: 5 },
  ];

  it("lists every team in its table, in English and in Japanese", () => {
    const element = (
      <RaceDiagram
        title="Race"
        teams={teams}
        stepBudget={4000}
        chanceError={0.5}
        playheadStep={1000}
        withoutControls
      />
    );

    expect(tableOf(render(element)).slice(1)).toEqual([
      ["Ai", "1,000", "0.164", "4/5"],
      ["Oribe", "–", "–", "0/5"],
    ]);
    expect(tableOf(render(element, "ja"))[1]?.[0]).toBe("藍");
    expect(render(element)).toContain("step 1,000");
  });
});

describe("Leaderboard", () => {
  it("puts tied teams behind one rank", () => {
    const markup = render(
      <Leaderboard
        mostPoints={100}
        rows={[
          { teamNumber: 1, rank: 2, points: 70.2 },
          { teamNumber: 2, rank: 1, points: 90 },
          { teamNumber: 3, rank: 2, points: 71 },
        ]}
      />,
    );
    const order = ["Azuki", "Ai", "Sumi"].map((name) => markup.indexOf(`>${name}<`));

    expect(order).toEqual([...order].sort((left, right) => left - right));
    expect(order.every((position) => position >= 0)).toBe(true);
    expect(markup.match(/tied/g)).toHaveLength(1);
  });
});
