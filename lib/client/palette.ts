/** Something the palette can do: go to a page, or look at another tenant. */
export interface PaletteEntry {
  id: string;
  label: string;
  /** Beside the label: what kind of thing it is. */
  note: string;
  href?: string;
  /** Null: all tenants. */
  tenantId?: string | null;
}

const ID_PAGES: Record<string, { path: string; note: string }> = {
  dlv: { path: "/deliveries/", note: "delivery" },
  evt: { path: "/events/", note: "event" },
  sub: { path: "/subscriptions/", note: "subscription" },
  sbx: { path: "/sandbox?receiver=", note: "sandbox receiver" },
  rpl: { path: "/replays/", note: "replay" },
};
const ID = /^([a-z]{3})_[0-9a-f]{32}$/;
/** An own id of the producer is at least this long; less is a word. */
const MIN_REFERENCE = 4;
const MOST = 12;

/**
 * What fits the text, best first: a pasted id leads straight to its page; names that begin with the text come before
 * those that hold it somewhere. A text that fits nothing may still be an id of the producer's own.
 */
export function findEntries(entries: readonly PaletteEntry[], text: string): PaletteEntry[] {
  const wanted = text.trim();
  const pasted = entryOfId(wanted);
  if (pasted) return [pasted];
  const lower = wanted.toLowerCase();
  const found = entries
    .map((entry) => ({ entry, rank: rankOf(entry, lower) }))
    .filter(({ rank }) => rank < NO_FIT)
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
  return [...found.slice(0, MOST), ...referencesOf(wanted)];
}

const NO_FIT = 3;

function rankOf({ label, note }: PaletteEntry, text: string): number {
  if (text === "") return 0;
  const name = label.toLowerCase();
  if (name.startsWith(text)) return 0;
  if (name.includes(text)) return 1;
  return note.toLowerCase().includes(text) ? 2 : NO_FIT;
}

function entryOfId(text: string): PaletteEntry | null {
  const page = ID_PAGES[ID.exec(text)?.[1] ?? ""];
  return page ? { id: text, label: text, note: `open the ${page.note}`, href: `${page.path}${text}` } : null;
}

function referencesOf(text: string): PaletteEntry[] {
  if (text.length < MIN_REFERENCE || /\s/.test(text)) return [];
  const value = encodeURIComponent(text);
  return [
    { id: "external", label: text, note: "events with this external id", href: `/events?externalId=${value}` },
    {
      id: "correlation",
      label: text,
      note: "deliveries with this correlation id",
      href: `/deliveries?correlationId=${value}`,
    },
  ];
}
