"use client";

import { useIsOperator } from "@/lib/client/session";
import { AccountMenu } from "./AccountMenu";
import { CommandBar } from "./CommandBar";
import { MobileMenu } from "./MobileMenu";
import { NorthStarChip } from "./NorthStarChip";
import { TenantSwitch } from "./TenantSwitch";
import { ThemeToggle } from "./ThemeToggle";

export function Header() {
  const isOperator = useIsOperator();
  return (
    <header className="sticky top-0 z-20 flex min-h-12.25 items-center gap-2 border-rule border-b bg-paper px-3.5 py-2.25 md:gap-2.5 md:px-6">
      <MobileMenu />
      {isOperator ? <TenantSwitch /> : null}
      <NorthStarChip />
      <div className="ml-auto flex items-center gap-2">
        <CommandBar />
        <ThemeToggle />
        <AccountMenu />
      </div>
    </header>
  );
}
