"use client";

import { LogOut } from "lucide-react";
import { useState } from "react";
import { useSession } from "@/lib/client/session";
import { leavePortal, signOut } from "@/lib/client/sign-in";
import { Menu } from "../ui/Menu";
import { OwnTenants } from "./OwnTenants";

export function AccountMenu() {
  const { name, email, role, via } = useSession();
  const isVisitor = via === "portal-link";
  const [isLeaving, setIsLeaving] = useState(false);
  const leave = async () => {
    setIsLeaving(true);
    // An account's session in the same browser is not the visitor's to end.
    await (isVisitor ? leavePortal() : signOut());
    // A full load: nothing of the session stays in memory.
    location.assign(isVisitor ? afterVisit() : "/sign-in");
  };
  return (
    <Menu
      label={`${initials(name ?? email)}, account of ${name ?? email}`}
      className="inline-grid size-7.5 place-items-center rounded-pill border border-rule bg-panel font-medium text-soft text-xs hover:bg-sunk hover:text-ink"
      trigger={<span aria-hidden>{initials(name ?? email)}</span>}
    >
      {() => (
        <div className="w-56">
          <div className="border-rule border-b px-2.5 py-2">
            {name ? <div className="truncate font-medium">{name}</div> : null}
            <div className="truncate text-soft text-sm">{email}</div>
            <div className="mt-0.5 text-faint text-xs">{role}</div>
          </div>
          <OwnTenants />
          <button
            type="button"
            disabled={isLeaving}
            onClick={() => void leave()}
            className="-outline-offset-2 mt-1 flex w-full items-center gap-2.5 rounded-tag px-2.5 py-1.5 text-left hover:bg-sunk"
          >
            <LogOut aria-hidden className="size-3.75 text-faint" />
            {leaveLabel(isVisitor, isLeaving)}
          </button>
        </div>
      )}
    </Menu>
  );
}

/** In a frame nothing but the entry may be shown to nobody; in a window of its own an account's session goes on. */
function afterVisit(): string {
  return window.top === window ? "/overview" : "/portal";
}

function leaveLabel(isVisitor: boolean, isLeaving: boolean): string {
  if (isVisitor) return isLeaving ? "Leaving…" : "Leave";
  return isLeaving ? "Signing out…" : "Sign out";
}

function initials(text: string): string {
  const words = text.split(/[\s@.]+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join("");
}
