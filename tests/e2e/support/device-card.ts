import { expect, type Locator } from "@playwright/test";
import type { EngineSelection } from "@/trainer/trainer-client";
import type { Actor } from "./stage";
import { pattern, words } from "./words";

/** The line about this device; the card is behind it. */
export function deviceLine({ page, language }: Actor): Locator {
  return page.locator("summary").filter({ hasText: pattern(language, "training.speed") });
}

/** Opens the card, if it is closed. */
export async function openDeviceCard(actor: Actor): Promise<void> {
  const choice = actor.page.getByLabel(words(actor.language, "device.choose"));
  await expect(deviceLine(actor)).toBeVisible();
  if (!(await choice.isVisible())) await deviceLine(actor).click();
  await expect(choice).toBeVisible();
}

/** Chooses an engine by hand and waits until the line names `shown`. */
export async function chooseEngine(actor: Actor, choice: EngineSelection, shown: string): Promise<void> {
  await openDeviceCard(actor);
  await actor.page.getByLabel(words(actor.language, "device.choose")).selectOption(choice);
  await expect(deviceLine(actor)).toContainText(shown);
}
