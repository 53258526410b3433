import { CopyButton } from "../common/CopyButton";
import { JsonView } from "../common/JsonView";
import { Card } from "../ui/Card";

/** JSON that went in or came out. */
export function EngineValueCard({ title, value }: { title: string; value: unknown }) {
  const text = JSON.stringify(value ?? null, null, 2);
  return (
    <Card title={title} aside={<CopyButton text={text} label={title.toLowerCase()} />}>
      <section
        aria-label={title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach that
        tabIndex={0}
        className="max-h-96 overflow-y-auto p-3.5"
      >
        <JsonView text={text} />
      </section>
    </Card>
  );
}
