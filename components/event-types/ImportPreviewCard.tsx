import { countOf } from "@/lib/client/format";
import type { EventTypeImportOut } from "@/lib/contracts/event-type-import";
import { EmptyState } from "../common/EmptyState";
import { Pill, type Tone } from "../common/Pill";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";

type Change = EventTypeImportOut["types"][number]["change"];

const LOOKS: Record<Change, { tone: Tone; sign: string; word: string }> = {
  created: { tone: "ok", sign: "●", word: "new" },
  updated: { tone: "wait", sign: "◐", word: "changed" },
  unchanged: { tone: "skip", sign: "–", word: "the same" },
  refused: { tone: "dead", sign: "×", word: "left out" },
};

interface ImportPreviewCardProps {
  preview: EventTypeImportOut;
  isBusy: boolean;
  onApply: () => void;
}

export function ImportPreviewCard({ preview, isBusy, onApply }: ImportPreviewCardProps) {
  const { created, updated, types } = preview;
  const changes = created + updated;
  return (
    <Card title="What would change" aside={`${created} new, ${updated} changed, ${preview.unchanged} the same`}>
      {types.length === 0 ? (
        <EmptyState title="The document has no webhooks." />
      ) : (
        <ul className="max-h-120 overflow-y-auto">
          {types.map(({ name, change, problem }) => {
            const { word, ...look } = LOOKS[change];
            return (
              <li key={name} className="border-rule border-b px-3.5 py-2">
                <div className="flex flex-wrap items-center gap-2.5">
                  <Pill {...look}>{word}</Pill>
                  <span className="break-all">{name}</span>
                </div>
                {problem ? <p className="mt-1 text-dead text-xs">{problem}</p> : null}
              </li>
            );
          })}
        </ul>
      )}
      <div className="p-3.5">
        <Button look="primary" busy={isBusy} disabled={changes === 0} onClick={onApply}>
          {changes === 0 ? "Nothing to import" : `Import ${countOf(changes, "type")}`}
        </Button>
      </div>
    </Card>
  );
}
