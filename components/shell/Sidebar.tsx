import Link from "next/link";
import { AreaNav } from "./AreaNav";
import { Brand } from "./Brand";

export function Sidebar() {
  return (
    <aside aria-label="All areas" className="hidden border-rule border-r bg-sunk md:block">
      <div className="sticky top-0 max-h-dvh overflow-y-auto px-2 py-3">
        <Link href="/overview" className="mb-2.5 block rounded-[6px] px-2 py-1">
          <Brand />
        </Link>
        <AreaNav />
      </div>
    </aside>
  );
}
