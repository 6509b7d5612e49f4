import { describe, expect, it } from "vitest";
import { pseudoMessage, pseudoMessages } from "@/app/_i18n/pseudo-locale";
import english from "@/messages/en.json";
import { icuArguments } from "../../messages/icu-arguments";
import { messageEntries } from "../../messages/message-entries";

describe("pseudo-locale", () => {
  it("accents every letter that has an accented form, in brackets, 40 % longer", () => {
    expect(pseudoMessage("Join")).toBe("[Jöïñ··]");
    expect(pseudoMessage("Choose the depth").length).toBeGreaterThanOrEqual("Choose the depth".length * 1.4);
  });

  it("changes the branches of a plural, not its machinery", () => {
    expect(pseudoMessage("{n, plural, one {# seat} other {# seats}}")).toContain(
      "{n, plural, one {# šêáť} other {# šêáťš}}",
    );
  });

  it("changes the text of compiled messages, not their names and types", () => {
    const compiled = {
      plain: "Join",
      plural: [["n", 2, { one: [0, " seat"], other: [["b", 0, " seats"], ["name"]] }]],
      number: [["rate", 4, { maximumFractionDigits: 2 }], " rate"],
    };

    expect(pseudoMessages(compiled)).toEqual({
      plain: "[Jöïñ··]",
      plural: ["[", ["n", 2, { one: [0, " šêáť"], other: [["b", 0, " šêáťš"], ["name"]] }], "]"],
      number: ["[", ["rate", 4, { maximumFractionDigits: 2 }], " řáťê", "··]"],
    });
  });

  it("keeps arguments and tags of every message", () => {
    const pseudo = new Map(messageEntries(pseudoMessages(english)));
    for (const [path, text] of messageEntries(english)) {
      expect(icuArguments(pseudo.get(path) ?? ""), path).toEqual(icuArguments(text));
    }
  });
});
