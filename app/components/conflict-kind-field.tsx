import { CONFLICT_KINDS } from "#app/domain/calls/call.ts";
import { Select } from "#app/ui/form.tsx";

/** Why somebody of the jury does not assess an application. */
export function ConflictKindField({ value }: { value: string | undefined }) {
  return <Select label="Razón" name="kind" required placeholder="Elige" value={value} options={Object.entries(CONFLICT_KINDS).map(([key, label]) => ({ value: key, label }))} />;
}
