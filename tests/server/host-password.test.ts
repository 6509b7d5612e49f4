import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DeckIdSchema } from "@/core/tasks/deck";
import { type GameServer, startGameServer } from "./support/game-server";
import { warmUpLesson } from "./support/headless-class";
import { CookieJar, post } from "./support/headless-viewer";

let server: GameServer;
beforeAll(async () => {
  server = await startGameServer({ hostPassword: "Eulen um zwölf" });
});
afterAll(() => server.close());

function open(password?: string) {
  const body = password === undefined ? warmUpLesson() : { ...warmUpLesson(), password };
  return post(server.url, new CookieJar(), "createSession", body);
}

describe("a server with a host password", () => {
  it("opens class sessions with it only", async () => {
    for (const wrong of [undefined, "", "eulen um zwölf", "Eulen um zwölf "]) {
      expect(await open(wrong)).toEqual({ ok: false, refusal: "wrong-password" });
    }
    for (const right of ["Eulen um zwölf", "Eulen um zwo\u0308lf"]) {
      expect(await open(right)).toMatchObject({ ok: true });
    }
  });

  it("lets everybody play alone", async () => {
    const body = { deckId: DeckIdSchema.parse("warm-up"), name: "Ann" };
    expect(await post(server.url, new CookieJar(), "playAlone", body)).toMatchObject({ ok: true });
  });

  it("ends guessing, and an editor that asks whether there is a password is no guess", async () => {
    for (let count = 0; count < 40; count += 1) await open();
    expect(await open("Eulen um zwölf")).toMatchObject({ ok: true });

    const answers: unknown[] = [];
    for (let count = 0; count < 40; count += 1) answers.push(await open(`guess ${count}`));
    expect(answers.at(0)).toEqual({ ok: false, refusal: "wrong-password" });
    expect(answers.at(-1)).toEqual({ ok: false, refusal: "too-many-tries" });
    expect(await open("Eulen um zwölf")).toEqual({ ok: false, refusal: "too-many-tries" });
  });
});

describe("a server without one", () => {
  it("takes no notice of a password", async () => {
    const openServer = await startGameServer();
    const body = { ...warmUpLesson(), password: "anything" };
    expect(await post(openServer.url, new CookieJar(), "createSession", body)).toMatchObject({ ok: true });
    await openServer.close();
  });
});
