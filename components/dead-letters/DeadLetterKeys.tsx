import { Kbd } from "../ui/Kbd";

/** What the keys do here; not where there is no keyboard. */
export function DeadLetterKeys({ mayReplay, maySelect }: { mayReplay: boolean; maySelect: boolean }) {
  return (
    <p className="mt-2.5 flex gap-4 text-faint text-xs max-md:hidden">
      <span>
        <Kbd>j</Kbd> <Kbd>k</Kbd> move
      </span>
      <span>
        <Kbd>enter</Kbd> open
      </span>
      {mayReplay ? (
        <span>
          <Kbd>r</Kbd> replay
        </span>
      ) : null}
      {maySelect ? (
        <span>
          <Kbd>x</Kbd> choose, <Kbd>a</Kbd> all of the page
        </span>
      ) : null}
    </p>
  );
}
