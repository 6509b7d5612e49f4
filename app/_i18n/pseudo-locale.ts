/**
 * Turns English messages into the pseudo-locale: every letter gets an accent, the text grows by 40 % and stands in
 * brackets, while ICU arguments and tags stay as they are. Text without accents was never translated; text without
 * a closing bracket was cut off.
 */
export function pseudoMessages<Messages extends object>(messages: Messages): Messages {
  const entries = Object.entries(messages).map(([key, value]) => [
    key,
    typeof value === "string" ? pseudoMessage(value) : pseudoMessages(value),
  ]);
  return Object.fromEntries(entries) as Messages;
}

/** One message in the pseudo-locale. */
export function pseudoMessage(message: string): string {
  const accented = accentPattern(message);
  const padding = "·".repeat(Math.ceil(message.replace(/\{[^}]*\}/g, "").length * 0.4));
  return `[${accented}${padding}]`;
}

const accents: Readonly<Record<string, string>> = {
  a: "á",
  c: "ç",
  e: "ê",
  g: "ğ",
  i: "ï",
  l: "ł",
  n: "ñ",
  o: "ö",
  r: "ř",
  s: "š",
  t: "ť",
  u: "ů",
  y: "ý",
  z: "ž",
  A: "Å",
  C: "Ç",
  D: "Ð",
  E: "É",
  I: "Î",
  N: "Ñ",
  O: "Ø",
  R: "Ř",
  S: "Š",
  T: "Ť",
  U: "Ü",
  Y: "Ý",
  Z: "Ž",
};

function accentPattern(pattern: string): string {
  let result = "";
  let position = 0;
  while (position < pattern.length) {
    const character = pattern.charAt(position);
    if (character === "{") {
      const end = endOfArgument(pattern, position);
      result += accentArgument(pattern.slice(position, end));
      position = end;
    } else if (character === "<") {
      const end = pattern.indexOf(">", position) + 1 || pattern.length;
      result += pattern.slice(position, end);
      position = end;
    } else {
      result += accents[character] ?? character;
      position += 1;
    }
  }
  return result;
}

/** Keeps `{name}`; in `{count, plural, one {# run} other {# runs}}` only the branches are text. */
function accentArgument(argument: string): string {
  if (!/^\{\s*\w+\s*,\s*(plural|select|selectordinal)\s*,/.test(argument)) return argument;
  let result = "{";
  let position = 1;
  while (position < argument.length) {
    if (argument.charAt(position) !== "{") {
      result += argument.charAt(position);
      position += 1;
      continue;
    }
    const end = endOfArgument(argument, position);
    result += `{${accentPattern(argument.slice(position + 1, end - 1))}}`;
    position = end;
  }
  return result;
}

function endOfArgument(pattern: string, start: number): number {
  let depth = 0;
  for (let position = start; position < pattern.length; position += 1) {
    if (pattern.charAt(position) === "{") depth += 1;
    if (pattern.charAt(position) === "}") depth -= 1;
    if (depth === 0) return position + 1;
  }
  return pattern.length;
}
