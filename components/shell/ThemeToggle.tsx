"use client";

import { Monitor, Moon, Sun, SunMoon } from "lucide-react";
import { currentTheme, setTheme, type Theme } from "@/lib/client/theme";
import { Menu } from "../ui/Menu";

const THEMES: { theme: Theme; label: string; icon: typeof Sun }[] = [
  { theme: "system", label: "As the system", icon: Monitor },
  { theme: "light", label: "Light", icon: Sun },
  { theme: "dark", label: "Dark", icon: Moon },
];

export function ThemeToggle() {
  return (
    <Menu
      label="Theme"
      className="inline-grid size-7.5 place-items-center rounded-control border border-rule bg-panel text-soft hover:bg-sunk hover:text-ink"
      trigger={<SunMoon aria-hidden className="size-3.75" />}
    >
      {(close) => {
        const now = currentTheme();
        return (
          <ul>
            {THEMES.map(({ theme, label, icon: Icon }) => (
              <li key={theme}>
                <button
                  type="button"
                  aria-pressed={theme === now}
                  onClick={() => {
                    setTheme(theme);
                    close();
                  }}
                  className="-outline-offset-2 flex w-full items-center gap-2.5 rounded-tag px-2.5 py-1.5 text-left hover:bg-sunk aria-pressed:font-medium"
                >
                  <Icon aria-hidden className="size-3.75 text-faint" />
                  {label}
                </button>
              </li>
            ))}
          </ul>
        );
      }}
    </Menu>
  );
}
