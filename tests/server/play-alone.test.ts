import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DeckIdSchema } from "@/core/tasks/deck";
import { type GameServer, startGameServer } from "./support/game-server";
import { CookieJar, post } from "./support/headless-viewer";

let server: GameServer;
beforeAll(async () => {
  server = await startGameServer();
});
afterAll(() => server.close());

describe("playing alone", () => {
  it("refuses a name that shows nothing, and opens no session for it", async () => {
    const deckId = DeckIdSchema.parse("warm-up");

    const refused = await post(server.url, new CookieJar(), "playAlone", { deckId, name: " \u200b " });
    expect(refused).toEqual({ ok: false, refusal: "name-empty" });
    expect(await server.store.loadOpenSessions()).toEqual([]);

    const opened = await post(server.url, new CookieJar(), "playAlone", { deckId, name: "Ann" });
    expect(opened).toMatchObject({ ok: true });
    expect(await server.store.loadOpenSessions()).toHaveLength(1);
  });
});
