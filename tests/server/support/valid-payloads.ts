import type { HttpBody, HttpName } from "@/core/contract/http-bodies";
import type { CommandName, CommandPayload } from "@/core/contract/socket-commands";
import { CoHostIdSchema, LeaseIdSchema, PilotIdSchema, TeamIdSchema } from "@/core/game/identifiers";
import { DeckIdSchema } from "@/core/tasks/deck";
import { divergedUpload, quickDesign, sureBallot, warmUpLesson } from "./headless-class";
import type { HeadlessViewer } from "./headless-viewer";
import { someMeasures } from "./run-measures";

/** One valid payload of each command, as `player` could send it. */
export function validPayloads(player: HeadlessViewer): { [Name in CommandName]: CommandPayload<Name> } {
  const { phaseSequence } = player.view;
  const { seatId, teamId } = player.player;
  const fromTeamId = teamId ?? TeamIdSchema.parse("t1");
  const coHostId = CoHostIdSchema.parse("nobody");
  const timed = { phaseSequence };
  const designed = { phaseSequence, design: quickDesign };
  const runResult = {
    runIndex: 0,
    step: 9,
    trainingError: 0.1,
    validationError: 0.2,
    diverged: false,
  };
  return {
    "view:read": {},
    "team:choose": { teamId },
    "ballot:cast": { phaseSequence, ballot: sureBallot(player) },
    "draft:set": designed,
    "clue:buy": { phaseSequence, clue: { kind: "shift", points: 4 } },
    "pilot:start": { ...designed, sweep: null },
    "pilot:report": {
      pilotId: PilotIdSchema.parse("p"),
      result: [runResult],
      summaries: [{ runIndex: 0, measures: someMeasures }],
    },
    "design:commit": designed,
    "design:withdraw": timed,
    "people:state": { peopleAtDevice: 3 },
    "draft:touch": { knob: "depth" },
    "team:name": { name: "The deep end" },
    "captain:hand-over": { seatId },
    "labels:read": {},
    "race:progress": { replicaIndex: 0, points: [[10, 0.5]] },
    "lease:take": {},
    "device:report": { engine: "wasm", stepsPerSecond: 1000 },
    "figure:predict": { phaseSequence, errors: [0.1, 0.2, 0.3, 0.2, 0.1] },
    "debrief:answer": { phaseSequence, observation: "unclear", evidence: "none" },
    "phase:next": timed,
    "time:add": { phaseSequence, seconds: 30 },
    "session:pause": {},
    "session:resume": {},
    "session:lock": { isLocked: true },
    "class:resize": { classSize: 5 },
    "seat:remove": { seatId },
    "seat:reopen": { seatId },
    "round:redo": timed,
    "debrief:jump": timed,
    "reveal:page": { phaseSequence, page: 1 },
    "figure:unlock": timed,
    "session:close": {},
    "teams:arrange": { teamMode: "by-host", seatsPerTeam: 2, commitBy: "captain" },
    "ballots:set-mode": { ballotMode: "levels" },
    "teams:draw": {},
    "seat:move": { seatId, teamId: null },
    "teams:merge": { fromTeamId, intoTeamId: fromTeamId },
    "team:rename": { teamId: fromTeamId, name: "The deep end" },
    "captain:name": { seatId },
    "team:reopen": { phaseSequence, teamId: fromTeamId },
    "joins:set-policy": { joinPolicy: "approve" },
    "joins:admit": { seatIds: [seatId] },
    "joins:turn-away": { seatIds: [seatId] },
    "seat:ban": { seatId },
    "seat:unban": { seatId },
    "names:hide": { areHidden: true },
    "projector:blank": { isBlank: true },
    "cohost:invite": {},
    "cohost:remove": { coHostId },
    "host:hand-over": { coHostId },
    "control:take": {},
  };
}

/** Bodies that would be taken, except that their codes belong to nobody. */
export function validBodies(player: HeadlessViewer): { [Name in HttpName]: HttpBody<Name> } {
  const { joinCode, sessionId } = player.view;
  return {
    createSession: warmUpLesson(),
    playAlone: { deckId: DeckIdSchema.parse("warm-up"), name: "x" },
    join: { joinCode, name: "Another" },
    returnToSeat: { joinCode, seatCode: "ZZZZZZ" },
    joinAsCoHost: { joinCode, coHostCode: "Z".repeat(8) },
    recoverHost: { joinCode, recoveryCode: "Z".repeat(16) },
    uploadPredictions: divergedUpload(player, 0),
    uploadLease: {
      sessionId: player.view.sessionId,
      leaseId: LeaseIdSchema.parse("nobody"),
      step: 1,
      trainingError: null,
      predictions: null,
    },
    listArchive: {},
    openArchived: { sessionId },
    deleteArchived: { sessionId },
    recoverArchived: { joinCode, recoveryCode: "Z".repeat(16) },
  };
}
