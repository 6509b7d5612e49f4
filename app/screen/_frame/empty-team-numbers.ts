/** Team numbers without a team, lowest first, as far as the class can fill them; at most `largest` is drawn. */
export function emptyTeamNumbers(
  taken: readonly number[],
  room: { readonly largest: number; readonly classSize: number; readonly seatsPerTeam: number },
): number[] {
  const last = Math.min(room.largest, Math.ceil(room.classSize / room.seatsPerTeam));
  return Array.from({ length: last }, (_, index) => index + 1).filter((number) => !taken.includes(number));
}
