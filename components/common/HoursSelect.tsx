import { SERIES_WINDOWS } from "@/lib/client/queries/overview";
import { Select } from "../ui/Select";

const OPTIONS = SERIES_WINDOWS.map(({ value, label }) => ({
  value,
  label: label.charAt(0).toUpperCase() + label.slice(1),
}));

/** Which time the charts show. */
export function HoursSelect({ hours, onChange }: { hours: number; onChange: (hours: string) => void }) {
  return (
    <Select
      aria-label="Time"
      options={OPTIONS}
      value={String(hours)}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
