import { openSecret } from "@/core/game/open-secret";
import { type Secret, sealSecret } from "@/core/game/secret";
import type { ReplicaResult, Round, RoundSecret } from "@/core/game/session-state";
import type { Preset } from "@/core/tasks/preset";

/*
 * Compiled by `tsc`, never run: an `@ts-expect-error` that finds no error fails the check. A sealed value can be
 * carried around and stored, and only `openSecret` reads it.
 */

declare const round: Round;
declare const replica: ReplicaResult;
declare const preset: Preset;
declare function show(text: string): void;
declare function count(errors: number): void;

// @ts-expect-error a sealed seed has no fields
show(round.secret.secretSeed);
// @ts-expect-error nor a preset
show(round.secret.presetId);
// @ts-expect-error it cannot be destructured
const { secretSeed } = round.secret;
// @ts-expect-error it is not the value that it holds
const opened: RoundSecret = round.secret;
// @ts-expect-error a sealed number is no number
count(replica.testError);
// @ts-expect-error and cannot be calculated with
count(replica.testError / 2);
// @ts-expect-error a sealed list cannot be read
count(round.houseErrors[0]);
// @ts-expect-error or listed
for (const errors of round.houseErrors) count(errors);
// @ts-expect-error nor compared with an open value, which would make it an oracle
if (replica.testError === 0.12) show("guessed");
// @ts-expect-error an open value is not mistaken for a sealed one
const unsealed: Secret<string> = preset.presetId;
// @ts-expect-error a secret of one kind is no secret of another
const mixed: Secret<string> = sealSecret(3);

show(openSecret(round.secret).secretSeed);
count(openSecret(replica.testError));
export const checked = [secretSeed, opened, unsealed, mixed];
