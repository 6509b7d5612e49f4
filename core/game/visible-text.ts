/** Marks that print nothing: control and direction marks, fillers, private and unassigned characters. */
const invisible = /[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/**
 * What a typed line shows: single spaces, and nothing that is invisible or turns the writing direction of what
 * stands beside it on a shared screen. Never longer than the line; repeating it changes nothing.
 */
export function visibleText(typed: string): string {
  return typed.replace(/\s+/gu, " ").replace(invisible, "").replace(/ +/g, " ").trim();
}
