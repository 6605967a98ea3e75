import { TIME_ZONES } from "#app/lib/time-zones.ts";
import { Select } from "#app/ui/select.tsx";

/** All zones by their names, which start with the continent: a phone's list finds "Asia/P…" by typing. */
export const TimeZoneSelect = ({
  label,
  error,
  value,
}: {
  label: string;
  error: string | undefined;
  value: string;
}) => (
  <Select
    name="timeZone"
    label={label}
    error={error}
    defaultValue={value}
    options={TIME_ZONES.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
  />
);
