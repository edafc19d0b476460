import type { ReactNode } from "react";
import { Button } from "#app/ui/button.tsx";
import { Field } from "#app/ui/form.tsx";

/** Looks somebody or some school up, within a form (event-search.js shows what is found at once); without a script the button brings the page back with it. */
export function LookUp({ kind, label, name, words, hint, children }: { kind: string; label: string; name: string; words: string; hint?: string; children: ReactNode }) {
  return (
    <div className="stack gap-m" id={`buscar-${kind}`} data-event-search={kind}>
      <Field
        label={label}
        name={name}
        type="search"
        optional
        value={words}
        maxLength={100}
        autoComplete="off"
        enterKeyHint="search"
        hint={hint}
        after={
          <Button kind="secondary" icon="search" name="intent" value="search" formNoValidate>
            Buscar
          </Button>
        }
      />
      <div className="stack gap-m" data-found="" aria-live="polite">
        {children}
      </div>
    </div>
  );
}
