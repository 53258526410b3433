import { rememberCookie, THEME_COOKIE } from "./cookies";

export type Theme = "system" | "light" | "dark";

/** The class of <html>; empty follows the system. */
export function themeClass(cookie: string | undefined): "" | "light" | "dark" {
  return cookie === "light" || cookie === "dark" ? cookie : "";
}

/** What the page wears now. Browser only. */
export function currentTheme(): Theme {
  const { classList } = document.documentElement;
  if (classList.contains("dark")) return "dark";
  return classList.contains("light") ? "light" : "system";
}

/** Changes the page at once and remembers it for the next first byte. */
export function setTheme(theme: Theme): void {
  document.documentElement.classList.remove("light", "dark");
  if (theme !== "system") document.documentElement.classList.add(theme);
  rememberCookie(THEME_COOKIE, theme === "system" ? null : theme);
}
