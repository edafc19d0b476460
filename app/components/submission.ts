import { useActionData } from "@remix-run/react";
import type { FormErrors, Submission } from "#app/http/form.server.ts";

/**
 * What a refused form said and what was typed, else the `defaults`. `value` is for one field, `values` for a list
 * (check boxes): after a refusal an unticked list is empty, not the default.
 */
export function useSubmission(defaults: Record<string, string | number | string[] | null | undefined> = {}) {
  const found = useActionData() as Submission | undefined;
  const submission = found && typeof found === "object" && "errors" in found && "values" in found ? found : undefined;
  const source = submission ? submission.values : defaults;
  return {
    errors: (submission?.errors ?? {}) as FormErrors,
    refused: submission !== undefined,
    value: (name: string): string => {
      const value = source[name];
      return Array.isArray(value) ? (value[0] ?? "") : String(value ?? "");
    },
    values: (name: string): string[] => {
      const value = source[name];
      return Array.isArray(value) ? value : value === undefined || value === null || value === "" ? [] : [String(value)];
    },
  };
}
