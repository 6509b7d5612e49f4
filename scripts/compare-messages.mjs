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

// The names at the start of `{name}` and `{name, plural, ...}` and the tags; the texts of plural branches differ.
function placeholdersOf(text) {
  const names = [...text.matchAll(/\{\s*(\w+)\s*[,}]|<(\w+)>/g)].map((match) => match[1] ?? `<${match[2]}>`);
  return [...new Set(names)].sort().join(" ");
}
