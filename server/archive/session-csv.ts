import type { ArchivedRound, ArchivedSession, ArchivedTeamRound } from "@/core/contract/archive-bodies";
import { raceReplicaCount } from "@/core/game/race";

type Cell = string | number | boolean | null;

const replicaColumns = Array.from({ length: raceReplicaCount }, (_, index) => `test error ${index + 1}`);

const columns = [
  ...["session", "opened", "round", "attempt", "void", "deck", "rule", "team", "names", "real names"],
  ...["depth", "width", "learning rate", "automatic", "pilots", "credits"],
  ...replicaColumns,
  ...["mean test error", "house error", "rank", "accuracy", "belief", "thrift", "points"],
];

// Spreadsheets take UTF-8 for something else without it.
const byteOrderMark = "\uFEFF";

/** One line per team and attempt at a round, in the order of the lesson; errors are shares from 0 to 1. RFC 4180. */
export function sessionCsv(session: ArchivedSession): string {
  const lines = session.rounds.flatMap((round) =>
    round.teams.map((team) => rowOf(session, round, team).map(cellText).join(",")),
  );
  return `${byteOrderMark}${[columns.map(cellText).join(","), ...lines].join("\r\n")}\r\n`;
}

function rowOf(session: ArchivedSession, round: ArchivedRound, team: ArchivedTeamRound): Cell[] {
  const who = session.teams.find((other) => other.teamId === team.teamId);
  const { design, score } = team;
  const errors = Array.from({ length: raceReplicaCount }, (_, index) => score?.errors[index] ?? null);
  return [
    session.joinCode,
    new Date(session.createdAtMs).toISOString(),
    round.roundIndex + 1,
    round.attempt + 1,
    round.isVoid,
    round.deckId,
    round.hypothesis,
    who?.teamNumber ?? null,
    who?.seats.map((seat) => seat.name).join("; ") ?? null,
    who?.seats.flatMap((seat) => seat.privateName ?? []).join("; ") ?? null,
    design?.depth ?? null,
    design?.width ?? null,
    design?.learningRate ?? null,
    team.isAutomatic,
    team.pilotCount,
    team.creditsSpent,
    ...errors,
    score?.meanError ?? null,
    round.oracleError,
    score?.rank ?? null,
    score?.accuracyPoints ?? null,
    score?.beliefPoints ?? null,
    score?.thriftPoints ?? null,
    score?.points ?? null,
  ];
}

function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  // A name must not become a formula on the teacher's machine.
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
