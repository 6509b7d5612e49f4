import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ClueCards } from "@/app/play/_clues/ClueCards";
import { ClueChoices } from "@/app/play/_clues/ClueChoices";
import {
  chosenClue,
  chosenOffer,
  clueHindrance,
  firstChoice,
  offeredKinds,
} from "@/app/play/_clues/clue-choice";
import { linePlotLayout } from "@/app/play/_clues/line-plot-layout";
import { answerClue } from "@/core/clues/answer-clue";
import type { Clue, ClueAnswer } from "@/core/clues/clue";
import { clueKindsOf, mostPurchases } from "@/core/clues/clue-offer";
import { cluePrice } from "@/core/clues/clue-price";
import type { ClueView, OwnTeamRound, RoundView } from "@/core/game/view";
import { decks } from "@/core/tasks/decks";
import english from "@/messages/en.json";
import japanese from "@/messages/ja.json";
import { aClueSource, localTask, pictureTask, seedNumber } from "@/tests/core/clues/a-clue-source";
import { aRound, aTeamRound, aView, otherSeatId, seatId } from "../_training/views";

const sold = (deckId: string): RoundView => {
  const deck = decks.find((other) => other.deckId === deckId);
  if (deck === undefined) throw new Error(`no deck ${deckId}`);
  const clueOffers = clueKindsOf(deck).map((key) => ({ key, price: cluePrice(deck, key) }));
  return aRound({ deck, clueOffers });
};
const warmUp = sold("warm-up");

function told(clue: Clue, purchaseIndex = 0): ClueAnswer {
  const isPicture = clue.kind === "line" || clue.kind === "jump-scan";
  const source = isPicture
    ? aClueSource(pictureTask("jump"), seedNumber(1), 2)
    : { ...aClueSource(localTask(2), seedNumber(1)), baselineErrors: { quadratic: 0.213 } };
  const answer = answerClue(source, clue, purchaseIndex);
  if (answer === null) throw new Error("no answer");
  return answer;
}

function bought(clue: Clue, parts: Partial<ClueView> = {}): ClueView {
  return { seatId, clue, answer: told(clue), price: 4, ...parts };
}

const seats = [seatId, otherSeatId].map((id, place) => ({
  seatId: id,
  name: ["Haruka", "Bo"][place] ?? "",
  presence: "online" as const,
  bot: null,
  peopleAtDevice: 1,
  isAdvisor: false,
}));

function markup(locale: "en" | "ja", children: React.ReactNode): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={locale === "en" ? english : japanese} timeZone="UTC">
      {children}
    </NextIntlClientProvider>,
  );
}

function cards(locale: "en" | "ja", clues: readonly ClueView[], inputDimension = 10): string {
  return markup(
    locale,
    <ClueCards {...{ clues, seats, inputDimension }} ownSeatId={seatId} isAwaited={{ current: false }} />,
  );
}

const words = (html: string) => html.replaceAll(/<[^>]*>/g, "|");

describe("what is on sale", () => {
  it("stands in one line per kind with every offer of the deck and its price", () => {
    for (const { deckId } of decks) {
      const round = sold(deckId);
      const kinds = offeredKinds(round);
      expect(new Set(kinds.map(({ kind }) => kind)).size).toBe(kinds.length);
      expect(kinds.flatMap(({ offers }) => offers)).toHaveLength(round.clueOffers.length);
    }
    expect(offeredKinds(warmUp).map(({ kind, offers }) => [kind, offers.length])).toEqual([
      ["resample", 3],
      ["negate", 3],
      ["shift", 2],
      ["rows", 1],
      ["baseline", 2],
    ]);
  });

  it("buys the chosen offer at the chosen input or direction, at the price of that offer", () => {
    const [, negate] = offeredKinds(warmUp);
    if (negate === undefined) throw new Error("no offer");
    const choice = { keys: { negate: "negate-16" as const }, input: 7, direction: 3 };
    expect(chosenClue(negate, firstChoice, warmUp.deck)).toEqual({ kind: "negate", input: 0, points: 4 });
    expect(chosenClue(negate, choice, warmUp.deck)).toEqual({ kind: "negate", input: 7, points: 16 });
    expect(chosenOffer(negate, choice).price).toBe(
      warmUp.clueOffers.find(({ key }) => key === "negate-16")?.price,
    );
    const pictures = sold("pictures");
    const [line] = offeredKinds(pictures);
    if (line === undefined) throw new Error("no offer");
    expect(chosenClue(line, choice, pictures.deck)).toEqual({ kind: "line", direction: 3 });
  });

  it("asks which input and how many points in native controls, eight directions by name", () => {
    const [, negate] = offeredKinds(warmUp);
    const [line] = offeredKinds(sold("pictures"));
    if (negate === undefined || line === undefined) throw new Error("no offer");
    const common = { choice: firstChoice, onChoose: () => undefined };
    const asked = markup("en", <ClueChoices {...common} offered={negate} inputDimension={10} />);
    expect(asked.match(/<option/g)).toHaveLength(10);
    expect(asked.match(/type="radio"/g)).toHaveLength(3);
    const directions = markup("ja", <ClueChoices {...common} offered={line} inputDimension={2} />);
    expect(directions).toContain('aria-label="22.5°"');
    expect(directions.match(/type="radio"/g)).toHaveLength(8);
  });
});

describe("what stands in the way of buying", () => {
  const clue: Clue = { kind: "rows" };
  const hindrance = (
    teamRound: Partial<OwnTeamRound>,
    parts: { pausedAtMs?: number; phase?: "racing"; clue?: Clue } = {},
  ) => {
    const { shared } = aView(parts.phase ?? "exploring");
    const pausedAtMs = parts.pausedAtMs ?? null;
    return clueHindrance(
      { shared: { ...shared, pausedAtMs }, round: warmUp, teamRound: aTeamRound(teamRound) },
      parts.clue ?? clue,
      4,
    );
  };
  const design = { depth: 2, width: 20, learningRate: 0.1 };

  it("is nothing while credits last to the last one", () => {
    expect(hindrance({ creditsSpent: 36 })).toBeNull();
    expect(hindrance({ creditsSpent: 37 })).toBe("too-dear");
  });

  it("is a commitment, the phase, a pause, or that all has been bought", () => {
    expect(hindrance({ commitment: { design, isAutomatic: false } })).toBe("committed");
    expect(hindrance({}, { phase: "racing" })).toBe("closed");
    expect(hindrance({}, { pausedAtMs: 5 })).toBe("paused");
    const all = Array.from({ length: mostPurchases.rows }, () => bought(clue));
    expect(hindrance({ clues: all })).toBe("sold-out");
    expect(hindrance({ clues: all.slice(1) })).toBeNull();
  });

  it("is that a predictor's score has been told, of that predictor alone", () => {
    const quadratic: Clue = { kind: "baseline", predictor: "quadratic" };
    const clues = [bought(quadratic)];
    expect(hindrance({ clues }, { clue: quadratic })).toBe("sold-out");
    expect(hindrance({ clues }, { clue: { kind: "baseline", predictor: "cubic" } })).toBeNull();
  });
});

describe("the cards", () => {
  const negate: Clue = { kind: "negate", input: 2, points: 8 };

  it("say which labels changed in signs, in a table and in a line, in both languages", () => {
    const one = bought(negate);
    if (one.answer.kind !== "negate") throw new Error("not this answer");
    const { points } = one.answer;
    const changed = points.filter(({ before, after }) => before !== after).length;
    const html = cards("en", [one]);
    expect(words(html)).toContain(`${changed} of 8 labels changed.`);
    expect(words(html)).toContain("Input 3 flipped, 8 points");
    expect(words(html)).toContain("Input 3 of 10 is changed.");
    const rows = [...html.matchAll(/<tr>.*?<\/tr>/g)].map(([row]) => [...row.matchAll(/>([+−]|yes|no)</g)]);
    expect(rows[0]?.filter((cell) => cell[1] === "yes")).toHaveLength(changed);
    for (const [row, side] of [
      [1, "before"],
      [2, "after"],
    ] as const) {
      expect(rows[row]?.map((cell) => cell[1])).toEqual(
        points.map((point) => (point[side] === 1 ? "+" : "−")),
      );
    }
    expect(words(cards("ja", [one]))).toContain(`8 個のうち ${changed} 個のラベルが変わりました。`);
  });

  it("stand newest first with who paid what, three at first", () => {
    const clues = [1, 2, 3, 4].map((number) =>
      bought({ kind: "negate", input: number, points: 4 }, number === 4 ? { seatId: otherSeatId } : {}),
    );
    const html = cards("en", clues);
    expect([...html.matchAll(/data-clue-number="(\d)"/g)].map(([, number]) => number)).toEqual([
      "4",
      "3",
      "2",
    ]);
    expect(words(html)).toContain("Clue 4: Bo, 4 credits");
    expect(words(html)).toContain("Clue 3: you, 4 credits");
    expect(words(html)).toContain("4 clues, 16 credits");
    expect(words(html)).toContain("Show all 4 clues");
  });

  it("name the inputs that were redrawn, and by how many places points were moved", () => {
    const redrawn = bought({ kind: "resample", share: "half" });
    const moved = bought({ kind: "shift", points: 4 });
    if (redrawn.answer.kind !== "resample" || moved.answer.kind !== "shift")
      throw new Error("not this answer");
    const html = cards("en", [moved, redrawn]);
    expect(html.match(/<rect[^>]*fill="var\(--ink\)"/g)).toHaveLength(redrawn.answer.inputs.length);
    const numbers = redrawn.answer.inputs.map((input) => String(input + 1));
    expect(words(html)).toContain(`Inputs ${new Intl.ListFormat("en").format(numbers)} of 10 are changed.`);
    expect(words(cards("ja", [redrawn]))).toContain(numbers.join("、"));
    for (const { shift } of moved.answer.points) expect(words(html)).toContain(`|${shift}|`);
  });

  it("draw a bar for every input of every row, up or down with its sign", () => {
    const rows = bought({ kind: "rows" });
    if (rows.answer.kind !== "rows") throw new Error("not this answer");
    const html = cards("en", [rows]);
    const values = rows.answer.rows.flatMap(({ inputs }) => inputs);
    expect(html.match(/<rect[^>]*y="14"[^>]*fill="var\(--neg\)"/g)).toHaveLength(
      values.filter((value) => value <= 0).length,
    );
    expect(html.match(/width="7"/g)).toHaveLength(values.length);
  });

  it("say the numbers of lines, scans and predictors with their noise and with chance", () => {
    const line = bought({ kind: "line", direction: 2 });
    const scan = bought({ kind: "jump-scan", direction: 6 });
    const score = bought({ kind: "baseline", predictor: "quadratic" });
    if (line.answer.kind !== "line" || scan.answer.kind !== "jump-scan") throw new Error("not this answer");
    const text = words(cards("en", [line, scan, score], 2));
    expect(text).toContain(`16 values from ${Math.min(...line.answer.values).toFixed(2)} to`);
    expect(text).toContain(
      `Size ${scan.answer.size.toFixed(2)} ±0.20, ${Math.round(100 * scan.answer.along)}%`,
    );
    expect(text).toContain("Validation error 0.213; chance is 0.5.");
    expect(text).toContain("at 135°");
    expect(words(cards("ja", [score], 2))).toContain("検証誤差は 0.213、偶然は 0.5 です。");
  });
});

describe("the plot of values along a line", () => {
  const box = { left: 20, right: 220, top: 0, bottom: 100 };

  it("has its places at equal distances, zero in the middle and a band of the noise", () => {
    const { points, bandPath, ticks } = linePlotLayout([0, 0.5, -0.8], 0.2, box);
    expect(points.map(({ x }) => x)).toEqual([20, 120, 220]);
    expect(points[0]?.y).toBe(50);
    expect(points[1]?.y).toBe(25);
    expect(ticks.map(({ y }) => y)).toEqual([100, 50, 0]);
    expect(bandPath.startsWith("M20 40L120 15L220 80")).toBe(true);
  });

  it("keeps values beyond 1 and their noise inside", () => {
    const { points } = linePlotLayout([1.8, -0.1], 0.2, box);
    expect(points[0]?.y).toBe(5);
  });
});
