"use client";

import { Ellipsis } from "lucide-react";
import { Menu } from "../ui/Menu";

const ITEM = "-outline-offset-2 block w-full rounded-tag px-2.5 py-1.5 text-left hover:bg-sunk";

interface PersonMenuProps {
  email: string;
  onReset: () => void;
  /** Null where it would be refused. */
  onRemove: (() => void) | null;
}

export function PersonMenu({ email, onReset, onRemove }: PersonMenuProps) {
  return (
    <Menu
      label={`What can be done with ${email}`}
      className="inline-grid size-7.5 place-items-center rounded-control border border-rule-strong bg-panel text-soft hover:bg-sunk hover:text-ink"
      trigger={<Ellipsis aria-hidden className="size-4" />}
    >
      {(close) => (
        <>
          <button
            type="button"
            className={ITEM}
            onClick={() => {
              close();
              onReset();
            }}
          >
            Link to a new password
          </button>
          {onRemove ? (
            <button
              type="button"
              className={`${ITEM} text-dead`}
              onClick={() => {
                close();
                onRemove();
              }}
            >
              Remove…
            </button>
          ) : null}
        </>
      )}
    </Menu>
  );
}
