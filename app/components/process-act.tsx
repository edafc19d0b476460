/** What every form of a process carries: which act, its id, and in a live meeting for whom it is written down. */
import { useActionData } from "@remix-run/react";
import type { ReactNode } from "react";
import type { ProcessPage } from "#app/domain/processes/kind.ts";
import type { FormErrors, Submission } from "#app/http/form.server.ts";
import { Form, Select } from "#app/ui/form.tsx";

type AnyPage = ProcessPage<unknown>;

export function ActFields({ page, act, extra = {} }: { page: AnyPage; act: string; extra?: Record<string, string> }) {
  return (
    <>
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="act_id" value={page.actId} />
      {Object.entries(extra).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

/** Whoever conducts a meeting writes down what somebody in the room says; those who have not spoken come first. */
export function ForWhom({ page, id, only }: { page: AnyPage; id?: string; only?: readonly string[] }) {
  if (!page.forOthers) return null;
  const among = only ?? page.voices;
  const waiting = among.filter((voice) => !page.spoken.includes(voice));
  const ordered = [...waiting, ...among.filter((voice) => page.spoken.includes(voice))];
  return (
    <Select
      label="Quién lo dice"
      name="for"
      id={id ?? "for"}
      value={ordered[0] ?? ""}
      options={ordered.map((voice) => ({ value: voice, label: `${page.people[voice] ?? "Alguien del círculo"}${page.spoken.includes(voice) ? " (ya habló)" : ""}` }))}
    />
  );
}

/** What was typed in the form of this act (and of this thing, where a page has several of them), if it was refused. */
export function useTyped(page: AnyPage, act: string, match: Record<string, string> = {}) {
  const found = useActionData() as Submission | undefined;
  const refused = found && typeof found === "object" && "errors" in found && "values" in found ? found : undefined;
  const isThis = refused !== undefined && refused.values.act === act && Object.entries(match).every(([name, value]) => refused.values[name] === value);
  const values = isThis ? refused.values : {};
  return {
    page,
    refused: isThis,
    errors: (isThis ? refused.errors : {}) as FormErrors,
    value: (name: string, otherwise = ""): string => {
      const value = values[name];
      return (Array.isArray(value) ? value[0] : value) ?? otherwise;
    },
  };
}

/** A form of one act. */
export function ActForm({ page, act, extra = {}, errors, children }: { page: AnyPage; act: string; extra?: Record<string, string>; errors?: FormErrors; children: ReactNode }) {
  return (
    <Form action={page.to} errors={errors ?? {}}>
      <ActFields page={page} act={act} extra={extra} />
      {children}
    </Form>
  );
}

/** What only whoever conducts sees. */
export function ConductBox({ children }: { children: ReactNode }) {
  return (
    <section className="conduct" aria-label="Para quien facilita">
      <p className="conduct-label">Para quien facilita</p>
      {children}
    </section>
  );
}
