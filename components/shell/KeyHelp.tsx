import { Dialog } from "../ui/Dialog";
import { Kbd } from "../ui/Kbd";

const KEYS: readonly (readonly [keys: readonly string[], does: string])[] = [
  [["Ctrl K"], "search, or jump to a page, a subscription, a tenant, an id"],
  [["j", "k"], "next and previous row of a list"],
  [["Enter"], "open the row"],
  [["r"], "replay the row, or the delivery that is open"],
  [["/"], "to the first filter of the list"],
  [["Esc"], "close what is open, leave a field"],
  [["?"], "this list"],
];

export function KeyHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" open onClose={onClose}>
      <dl className="grid grid-cols-[5rem_1fr] gap-y-1.5">
        {KEYS.map(([keys, does]) => (
          <div key={does} className="contents">
            <dt className="flex gap-1.5">
              {keys.map((key) => (
                <span key={key} className="rounded-tag border border-rule-strong px-1.5">
                  <Kbd>{key}</Kbd>
                </span>
              ))}
            </dt>
            <dd className="text-soft">{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
