import { describe, expect, it } from "vitest";
import { defaultClassRules, SessionSettingsSchema } from "@/core/game/lesson";
import { SeatSchema } from "@/core/game/seat-state";
import { ProposalSchema } from "@/core/game/session-state";
import { act, aSessionIn, commit } from "@/tests/core/support/a-session";
import { seatId } from "@/tests/core/support/identifiers";

function without<Value extends object>(value: Value, key: keyof Value): object {
  const { [key]: _left, ...rest } = value;
  return rest;
}

describe("what was stored before people could share a device and vote in levels", () => {
  const lobby = aSessionIn("lobby");
  const [seat] = lobby.state.seats;

  it("is read as one person at each device and a ballot in per cents", () => {
    if (seat === undefined) throw new Error("somebody has joined");
    expect(SeatSchema.parse(without(seat, "peopleAtDevice"))).toEqual(seat);
    const { settings } = lobby.state;
    expect(SessionSettingsSchema.parse(without(settings, "ballotMode"))).toEqual({
      ...settings,
      ballotMode: defaultClassRules.ballotMode,
    });
  });

  it("is read as a proposal by the first person at the device", () => {
    const exploring = aSessionIn("exploring");
    const proposed = act(exploring, commit(exploring, seatId("s1"), undefined, [seatId("s1"), seatId("s2")]));
    const proposal = proposed.state.rounds[0]?.teams[0]?.proposal;
    if (proposal === null || proposal === undefined) throw new Error("somebody has proposed");
    expect(ProposalSchema.parse(without(proposal, "person"))).toEqual(proposal);
  });
});
