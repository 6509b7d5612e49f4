/**
 * What keeps two languages from being equal: keys that one lacks, empty texts, different placeholders. Returns
 * sentences; none when all is well.
 */
export function compareMessages(english, other) {
  const left = flatten(english);
  const right = flatten(other);
  const problems = [];
  for (const [key, text] of left) {
    if (!right.has(key)) problems.push(`${key} is missing in the other language`);
    else if (placeholdersOf(text) !== placeholdersOf(right.get(key)))
      problems.push(`${key} has different placeholders`);
  }
  for (const key of right.keys()) if (!left.has(key)) problems.push(`${key} is missing in English`);
  for (const [key, text] of [...left, ...right]) if (text.trim() === "") problems.push(`${key} is empty`);
  return problems;
}

function flatten(messages, prefix = "", found = new Map()) {
  for (const [name, value] of Object.entries(messages)) {
    const key = prefix === "" ? name : `${prefix}.${name}`;
    if (typeof value === "string") found.set(key, value);
    else flatten(value, key, found);
  }
  return found;
}

/** Names of arguments and tags of an ICU message, sorted; branches of plural and select count as messages. */
export function placeholdersOf(text) {
  const names = new Set([...text.matchAll(/<(\w+)>/g)].map((match) => `<${match[1]}>`));
  collectArguments(text, 0, names);
  return [...names].sort().join(" ");
}

// Reads a message from `start` to its end or to the brace that closes it; returns where that is.
function collectArguments(text, start, names) {
  let at = start;
  while (at < text.length && text[at] !== "}")
    at = text[at] === "{" ? collectArgument(text, at, names) : at + 1;
  return at;
}

// Reads `{name}`, `{name, number}` or `{name, plural, one {...} other {...}}` from its brace; returns the place after.
function collectArgument(text, start, names) {
  const name = /^\{\s*(\w+)\s*/.exec(text.slice(start));
  if (name === null) return start + 1;
  names.add(name[1]);
  let at = start + name[0].length;
  while (at < text.length && text[at] !== "}") {
    at = text[at] === "{" ? collectArguments(text, at + 1, names) + 1 : at + 1;
  }
  return at + 1;
}
