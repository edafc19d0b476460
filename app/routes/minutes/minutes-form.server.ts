/** The one large form of the minutes: a title and notes for each part (`t_`, `n_`, with print `b_` and revision `r_`), and its agreements (`aw_`, `ao_`, `ad_`, `ap_`, `ax_`, `al_`). */
import { AgreementInput } from "#app/domain/agreements/agreement.ts";
import type { TypedAgreement } from "#app/domain/minutes/minutes.server.ts";
import { PartNotes } from "#app/domain/minutes/minutes.ts";
import { type FormErrors, sentences } from "#app/http/form.server.ts";
import { isId } from "#db/ids.ts";

export interface ReadMinutes {
  notes: (PartNotes & { id: string })[];
  agreements: TypedAgreement[];
  errors: FormErrors;
}

/** What is wrong is said beside its field; what is right is there all the same. */
export function readMinutesForm(form: FormData): ReadMinutes {
  const result: ReadMinutes = { notes: [], agreements: [], errors: {} };
  const said = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const idsOf = (prefix: string) => [...form.keys()].filter((key) => key.startsWith(prefix) && isId(key.slice(prefix.length))).map((key) => key.slice(prefix.length));
  for (const id of idsOf("n_")) {
    const parsed = PartNotes.safeParse({ title: said(`t_${id}`), notes: said(`n_${id}`), base: said(`b_${id}`), revision: Number(said(`r_${id}`)) });
    if (parsed.success) result.notes.push({ id, ...parsed.data });
    else note(result.errors, parsed.error.issues, { title: `t_${id}`, notes: `n_${id}` });
  }
  for (const id of idsOf("aw_")) {
    const what = said(`aw_${id}`);
    const drop = form.has(`ax_${id}`);
    // An empty row is no agreement; one that was there and was emptied keeps its words until it is taken off.
    if (what.trim() === "" && !drop && said(`ao_${id}`).trim() === "") continue;
    const parsed = AgreementInput.safeParse({ what: drop ? what || "-" : what, who: said(`ao_${id}`), due: said(`ad_${id}`) });
    if (parsed.success) result.agreements.push({ id, partId: said(`ap_${id}`) || null, drop, logbook: form.has(`al_${id}`), ...parsed.data });
    else note(result.errors, parsed.error.issues, { what: `aw_${id}`, who: `ao_${id}`, due: `ad_${id}` });
  }
  return result;
}

function note(errors: FormErrors, issues: readonly { path: PropertyKey[]; message: string }[], fields: Record<string, string>): void {
  for (const { path, message } of issues) Object.assign(errors, sentences({ [fields[String(path[0])] ?? ""]: [message] }));
}
