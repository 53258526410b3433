export const THEME_COOKIE = "hookswitch_theme";

export type Theme = "system" | "light" | "dark";

const YEAR_SECONDS = 31_536_000;

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

/** Null forgets. Only for what is no secret: the server reads it to draw the first view. */
export function rememberCookie(name: string, value: string | null): void {
  const age = value === null ? 0 : YEAR_SECONDS;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari before 18
  document.cookie = `${name}=${encodeURIComponent(value ?? "")}; path=/; max-age=${age}; samesite=lax`;
}
