"use client";

import { clsx } from "clsx";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { destinationName } from "@/lib/client/hooks/use-destinations";
import { useSubscriptions } from "@/lib/client/hooks/use-subscriptions";
import { useTenants } from "@/lib/client/hooks/use-tenants";
import { findEntries, type PaletteEntry } from "@/lib/client/palette";
import { ALL_TENANTS } from "@/lib/client/queries/overview";
import { ALL_SUBSCRIPTIONS } from "@/lib/client/queries/subscriptions";
import { useScope } from "@/lib/client/scope";
import { useCanWrite, useIsOperator, useSession } from "@/lib/client/session";
import { AREA_GROUPS } from "./areas";

/** Pages, subscriptions, tenants, and whatever id is pasted. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const found = findEntries(useEntries(), text);
  const run = useRun(onClose);
  useEffect(() => dialog.current?.showModal(), []);
  const press = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setChosen((chosen + step + found.length) % Math.max(found.length, 1));
    }
    if (event.key === "Enter") {
      event.preventDefault();
      const entry = found[chosen];
      if (entry) run(entry);
    }
  };
  return (
    <dialog
      ref={dialog}
      aria-label="Search or jump to"
      onClose={onClose}
      className="appear mx-auto mt-[12vh] w-[calc(100%-2rem)] max-w-xl rounded-panel border border-rule-strong bg-panel p-0 text-ink"
    >
      <input
        role="combobox"
        aria-label="Search or jump to"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={found[chosen] ? `${id}-${chosen}` : undefined}
        value={text}
        placeholder="A page, a subscription, a tenant, or an id"
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setText(event.target.value);
          setChosen(0);
        }}
        onKeyDown={press}
        className="block w-full border-rule border-b bg-transparent px-4 py-3 outline-none placeholder:text-faint"
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Found"
        tabIndex={-1}
        className="max-h-[50vh] overflow-y-auto p-1.5"
      >
        {found.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the combobox above
          // biome-ignore lint/a11y/useFocusableInteractive: an option is chosen by aria-activedescendant
          <div
            key={`${entry.note}${entry.id}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            onClick={() => run(entry)}
            onPointerMove={() => setChosen(index)}
            className={clsx(
              "flex cursor-pointer items-baseline justify-between gap-4 rounded-tag px-2.5 py-1.5",
              index === chosen && "bg-accent-wash",
            )}
          >
            <span className="truncate">{entry.label}</span>
            <span className="shrink-0 text-faint text-xs">{entry.note}</span>
          </div>
        ))}
        {found.length === 0 ? <p className="px-2.5 py-3 text-faint text-sm">Nothing is called so.</p> : null}
      </div>
    </dialog>
  );
}

function useRun(onClose: () => void): (entry: PaletteEntry) => void {
  const router = useRouter();
  const { choose } = useScope();
  return ({ href, tenantId }) => {
    onClose();
    if (tenantId !== undefined) choose(tenantId);
    if (href !== undefined) router.push(href);
  };
}

function useEntries(): PaletteEntry[] {
  const { role } = useSession();
  const isOperator = useIsOperator();
  const mayWrite = useCanWrite();
  const subscriptions = useSubscriptions(ALL_SUBSCRIPTIONS).data?.data ?? [];
  const tenants = useTenants(ALL_TENANTS, isOperator).data?.data ?? [];
  const pages = AREA_GROUPS.flatMap(({ areas }) => areas)
    .filter(({ roles }) => roles?.includes(role) ?? true)
    .map(({ href, label }) => ({ id: href, label, note: "page", href }));
  const create = { id: "new", label: "New subscription", note: "page", href: "/subscriptions/new" };
  return [
    ...pages,
    ...(mayWrite ? [create] : []),
    ...subscriptions.map((one) => ({
      id: one.id,
      label: destinationName(one),
      note: ["subscription", one.description].filter(Boolean).join(" · "),
      href: `/subscriptions/${one.id}`,
    })),
    ...(isOperator ? [{ id: "all", label: "All tenants", note: "look at", tenantId: null }] : []),
    ...tenants.map(({ id, name }) => ({ id, label: name, note: "look at this tenant", tenantId: id })),
  ];
}
