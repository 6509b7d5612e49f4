export const themes = ["paper", "dark"] as const;
export type Theme = (typeof themes)[number];

export const themeCookieName = "theme";

/** The theme that a cookie asks for; paper unless the dark room was chosen. */
export function themeFromCookie(value: string | undefined): Theme {
  return value === "dark" ? "dark" : "paper";
}
