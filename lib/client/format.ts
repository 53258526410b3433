const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

const integers = new Intl.NumberFormat("en");
const days = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const clocks = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const exact = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZoneName: "short",
});

export function formatCount(count: number): string {
  return integers.format(count);
}

/** `1 event`, `12 events`; `plural` for the irregular ones. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** `99.93 %`; never rounded up to 100 when something is missing. */
export function formatShare(part: number, whole: number): string {
  const exact = (part / whole) * 100;
  return `${part < whole ? Math.min(exact, 99.99).toFixed(2) : "100"} %`;
}

/** `44 ms`, `1.24 s`, `10.0 s`, `2 min`. */
export function formatMs(ms: number): string {
  if (ms < SECOND) return `${ms < 10 && ms > 0 ? Math.max(ms, 0.1).toFixed(1) : Math.round(ms)} ms`;
  if (ms < 10 * SECOND) return `${(ms / SECOND).toFixed(2)} s`;
  if (ms < 2 * MINUTE) return `${(ms / SECOND).toFixed(1)} s`;
  return formatSpan(ms);
}

/** `204 B`, `1.2 KB`, `1.0 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`;
  return bytes < 1_048_576 ? `${(bytes / 1_024).toFixed(1)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

/** A length of time in at most two units: `48 s`, `4 min 12 s`, `1 h 30 min`, `2 d 4 h`. */
export function formatSpan(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / SECOND));
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor((seconds % 86_400) / 3_600), "h"],
    [Math.floor((seconds % 3_600) / 60), "min"],
    [seconds % 60, "s"],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return ms > 0 && ms < SECOND ? `${(ms / SECOND).toFixed(1)} s` : "0 s";
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}

/** `just now`, `12 s ago`, `4 min ago`, `in 4 min 12 s`; the day once it is more than a week away. */
export function formatRelative(at: number, now: number): string {
  const distance = at - now;
  if (distance > 0) return distance > WEEK ? `on ${days.format(at)}` : `in ${formatSpan(distance)}`;
  const ago = -distance;
  if (ago < 2 * SECOND) return "just now";
  if (ago < MINUTE) return `${Math.floor(ago / SECOND)} s ago`;
  if (ago < HOUR) return `${Math.floor(ago / MINUTE)} min ago`;
  if (ago < DAY) return `${Math.floor(ago / HOUR)} h ago`;
  if (ago < WEEK) return `${Math.floor(ago / DAY)} d ago`;
  return days.format(at);
}

/** With weekday, seconds and zone of the reader. */
export function formatExact(at: number): string {
  return exact.format(at);
}

/** `25 Nov`. */
export function formatDay(at: number): string {
  return days.format(at);
}

export function formatClock(at: number): string {
  return clocks.format(at);
}

/** `dlv_0193…9f2c`: enough to tell two apart; the whole stands in the tooltip and in the copy. */
export function shortenId(id: string): string {
  return id.length <= 20 ? id : `${id.slice(0, 8)}…${id.slice(-6)}`;
}

/** Host and path of a URL, without scheme, query and closing slash; the text itself if it is none. */
export function shortenUrl(url: string): string {
  return url
    .replace(/^[a-z]+:\/\//i, "")
    .replace(/[?#].*$/, "")
    .replace(/\/$/, "");
}

/** The host of a URL, with its port. */
export function hostOf(url: string): string {
  return shortenUrl(url).split("/")[0] ?? url;
}
