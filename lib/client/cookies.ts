/** Class of the page: light, dark, or none to follow the system. */
export const THEME_COOKIE = "hookswitch_theme";
/** Which tenant an operator looks at. No secret: the API decides what may be seen. */
export const TENANT_COOKIE = "hookswitch_tenant";

const YEAR_SECONDS = 31_536_000;

/** Null forgets. Only for what is no secret: the server reads it to draw the first view. */
export function rememberCookie(name: string, value: string | null): void {
  const age = value === null ? 0 : YEAR_SECONDS;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari before 18
  document.cookie = `${name}=${encodeURIComponent(value ?? "")}; path=/; max-age=${age}; samesite=lax`;
}
