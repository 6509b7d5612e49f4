import { type StampShape, stampShapes } from "./stamp-geometry";

export const teamColourCount = 6;
export const maximumTeamNumber = 24;

export const teamKeys = ["sumi", "azuki", "ai", "shu", "sora", "oribe"] as const;
export type TeamKey = (typeof teamKeys)[number];

export type TeamIdentity = {
  teamNumber: number;
  key: TeamKey;
  /** Name in kanji, one or two letters. */
  kanji: string;
  /** The one kanji that stands inside the stamp. */
  stampKanji: string;
  shape: StampShape;
  /** SVG stroke-dasharray at player scale; `none` is solid. */
  dash: string;
  lineCap: "butt" | "round";
  /** CSS colour, such as `var(--team-1)`. */
  colour: string;
  /** 1 for the first six teams, 2 for the next six and so on. */
  generation: number;
};

type Base = Pick<TeamIdentity, "kanji" | "stampKanji" | "dash" | "lineCap">;

const bases: Record<TeamKey, Base> = {
  sumi: { kanji: "墨", stampKanji: "墨", dash: "none", lineCap: "butt" },
  azuki: { kanji: "小豆", stampKanji: "豆", dash: "14 5", lineCap: "butt" },
  ai: { kanji: "藍", stampKanji: "藍", dash: "7 4", lineCap: "butt" },
  shu: { kanji: "朱", stampKanji: "朱", dash: "1.5 5", lineCap: "round" },
  sora: { kanji: "空", stampKanji: "空", dash: "14 4 2 4", lineCap: "butt" },
  oribe: { kanji: "織部", stampKanji: "織", dash: "12 3.5 2 3.5 2 3.5", lineCap: "butt" },
};

/**
 * Look of a team, `teamNumber` from 1. Six colours are all that can be told apart in every kind of vision, so
 * teams 7 to 12 repeat shape, dash and colour of teams 1 to 6 with a hollow stamp that carries the number 2
 * ("Sumi 2"), teams 13 to 18 the number 3 and so on.
 */
export function teamIdentity(teamNumber: number): TeamIdentity {
  const index = (Math.max(1, Math.trunc(teamNumber)) - 1) % teamColourCount;
  const key = teamKeys[index] ?? "sumi";
  return {
    teamNumber,
    key,
    ...bases[key],
    shape: stampShapes[index] ?? "circle",
    colour: `var(--team-${index + 1})`,
    generation: Math.floor((Math.max(1, Math.trunc(teamNumber)) - 1) / teamColourCount) + 1,
  };
}
