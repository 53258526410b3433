import { AppError } from "@/lib/errors";
import type { HeaderReader } from "./headers";

export function etagOf(version: number): string {
  return `"${version}"`;
}

/** The version of If-Match; null when it is absent or `*`. An unreadable one is refused, not ignored. */
export function ifMatchOf(headers: HeaderReader): number | null {
  const given = headers.get("if-match")?.trim();
  if (given === undefined || given === "*") return null;
  const version = /^"(\d{1,9})"$/.exec(given)?.[1];
  if (version === undefined) {
    throw new AppError(
      "version_mismatch",
      "If-Match holds no ETag of ours. Read the resource again and send its ETag as it is.",
    );
  }
  return Number(version);
}
