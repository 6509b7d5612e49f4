/** All messages of a language as [path, text], paths such as `ui.team.sumi`. */
export function messageEntries(messages: object, prefix = ""): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[prefix + key, value]] : messageEntries(value, `${prefix}${key}.`),
  );
}
