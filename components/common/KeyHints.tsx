import { Kbd } from "../ui/Kbd";

/** What the keys do in a list; not where there is no keyboard. */
export function KeyHints({ canReplay = false }: { canReplay?: boolean }) {
  return (
    <p className="mt-2.5 flex gap-4 text-faint text-xs max-md:hidden">
      <span>
        <Kbd>j</Kbd> <Kbd>k</Kbd> move
      </span>
      <span>
        <Kbd>enter</Kbd> open
      </span>
      {canReplay ? (
        <span>
          <Kbd>r</Kbd> replay
        </span>
      ) : null}
      <span>
        <Kbd>?</Kbd> all keys
      </span>
    </p>
  );
}
