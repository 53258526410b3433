import Link from "next/link";
import { AreaNav } from "./AreaNav";
import { Brand } from "./Brand";

export function Sidebar() {
  return (
    <div className="sticky top-0 hidden h-dvh overflow-y-auto border-rule border-r bg-sunk px-2 py-3 md:block">
      <Link href="/overview" className="mb-2.5 block rounded-[6px] px-2 py-1">
        <Brand />
      </Link>
      <AreaNav />
    </div>
  );
}
