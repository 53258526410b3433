"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { formatCount } from "@/lib/client/format";
import { useDeadOfDay } from "@/lib/client/hooks/use-undelivered";
import { useSession } from "@/lib/client/session";
import { AREA_GROUPS, type Area } from "./areas";

/** The list of areas; used at the side and, on a phone, in the menu. */
export function AreaNav() {
  const { role } = useSession();
  const pathname = usePathname();
  return (
    <nav aria-label="Areas" className="flex flex-col gap-0.5">
      {AREA_GROUPS.map(({ title, areas }) => {
        const shown = areas.filter((area) => area.roles?.includes(role) ?? true);
        if (shown.length === 0) return null;
        return (
          <div key={title ?? "top"} className="flex flex-col gap-0.5">
            {title ? <div className="px-2 pt-3.5 pb-1 text-faint text-tiny tracking-[0.02em]">{title}</div> : null}
            {shown.map((area) => (
              <AreaLink
                key={area.href}
                area={area}
                isHere={pathname === area.href || pathname.startsWith(`${area.href}/`)}
              />
            ))}
          </div>
        );
      })}
    </nav>
  );
}

function AreaLink({ area, isHere }: { area: Area; isHere: boolean }) {
  const Icon = area.icon;
  return (
    <Link
      href={area.href}
      aria-current={isHere ? "page" : undefined}
      className={clsx(
        "flex items-center gap-2.25 rounded-[6px] px-2 py-1.25 transition-colors duration-150",
        isHere ? "bg-panel text-ink shadow-[0_0_0_1px_var(--color-rule)]" : "text-soft hover:bg-panel hover:text-ink",
      )}
    >
      <Icon aria-hidden className="size-3.75" strokeWidth={1.7} />
      {area.label}
      {area.countsDead ? <DeadCount /> : null}
    </Link>
  );
}

/** Dead letters of the last 24 hours; quiet at zero. */
function DeadCount() {
  const dead = useDeadOfDay();
  if (dead === 0) return null;
  return (
    <span className="ml-auto font-semibold text-dead text-xs">
      {formatCount(dead)}
      <span className="sr-only"> in the last 24 hours</span>
    </span>
  );
}
