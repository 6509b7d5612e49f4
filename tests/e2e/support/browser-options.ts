import type { LaunchOptions } from "@playwright/test";
import config from "../../../playwright.config";

/** The launch options of all browser tests with more arguments; a later argument overrides an earlier one. */
export function withArguments(...extra: string[]): LaunchOptions {
  const common = config.use?.launchOptions ?? {};
  return { ...common, args: [...(common.args ?? []), ...extra] };
}
