/**
 * Turns English messages into the pseudo-locale: every letter gets an accent, the text grows by 40 % and stands in
 * brackets, while ICU arguments and tags stay as they are. Text without accents was never translated; text without
 * a closing bracket was cut off. Takes messages as written, and as the build has compiled them (arrays).
 */
export function pseudoMessages<Messages extends object>(messages: Messages): Messages {
  const entries = Object.entries(messages).map(([key, value]) => [key, pseudoEntry(value)]);
  return Object.fromEntries(entries) as Messages;
}

function pseudoEntry(value: string | CompiledNode[] | object): unknown {
  if (typeof value === "string") return pseudoMessage(value);
  if (!Array.isArray(value)) return pseudoMessages(value);
  const length = value.reduce((sum, node) => sum + (typeof node === "string" ? node.length : 0), 0);
  return ["[", ...value.map(accentNode), `${paddingFor(length)}]`];
}

/**
 * A part of a compiled message: text, 0 for the number of a plural, [name] for an argument, [name, type, ...] for a
 * formatted one with its branches as an object, or [tag, ...children].
 */
type CompiledNode = string | 0 | [string, ...unknown[]];

function accentNode(node: CompiledNode): unknown {
  if (typeof node === "string") return accentPattern(node);
  if (node === 0) return node;
  const [name, first, ...rest] = node as [string, ...(number | CompiledNode | object)[]];
  if (first === undefined) return node;
  if (typeof first !== "number" || first === 0) {
    return [name, ...[first, ...rest].map((child) => accentNode(child as CompiledNode))];
  }
  const [branches] = rest;
  if (typeof branches !== "object" || first > lastBranchingType) return node;
  const accented = Object.entries(branches).map(([key, branch]) => [key, accentBranch(branch)]);
  return [name, first, Object.fromEntries(accented)];
}

/** Types 1 to 3 of a compiled argument choose a branch: select, plural, selectordinal. */
const lastBranchingType = 3;

function accentBranch(branch: CompiledNode | CompiledNode[]): unknown {
  return Array.isArray(branch) ? (branch as CompiledNode[]).map(accentNode) : accentNode(branch);
}

/** One message in the pseudo-locale. */
export function pseudoMessage(message: string): string {
  const accented = accentPattern(message);
  return `[${accented}${paddingFor(message.replace(/\{[^}]*\}/g, "").length)}]`;
}

function paddingFor(length: number): string {
  // In pieces as long as words: real text can break, and one long row of dots could not.
  return "·".repeat(Math.ceil(length * 0.4)).replace(/·{8}(?=·)/g, "········ ");
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
