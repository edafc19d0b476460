/** What is done on the page of an actor: each act with its own form. */
import { z } from "zod";
import type { Ctx } from "#app/domain/context.ts";
import { inviteToMeeting, noteContact, removeContact } from "#app/domain/stakeholders/contacts.server.ts";
import { ContactInput, InviteInput, MoveInput } from "#app/domain/stakeholders/stakeholder.ts";
import { forgetContact, moveStakeholder, setArchived } from "#app/domain/stakeholders/stakeholders.server.ts";
import { type Flash, redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm, type Submission } from "#app/http/form.server.ts";
import { paths } from "#app/paths.ts";
import { movedWords } from "./map-access.server.ts";

interface Subject {
  nodeId: string;
  slug: string;
  actorId: string;
}

type Done = { response: Response; submission?: never } | { response?: never; submission: Submission };

const NoteRef = z.object({ contact_id: z.uuid("not_found") });

/** Reads the form by its schema, acts, and says so on the same page. */
async function through<S extends z.ZodType>(form: FormData, schema: S, act: (input: z.output<S>) => Promise<Done>): Promise<Done> {
  const parsed = parseForm(form, schema);
  return parsed.ok ? act(parsed.value) : { submission: parsed.submission };
}

export async function actOnActor(ctx: Ctx, { nodeId, slug, actorId }: Subject, form: FormData): Promise<Done> {
  const said = (flash: Flash | string, place = ""): Done => ({ response: redirectWithFlash(paths.stakeholder(slug, actorId) + place, flash) });
  switch (form.get("act")) {
    case "note":
      return through(form, ContactInput, async (input) => {
        await noteContact(ctx, nodeId, actorId, input);
        return said("Anotamos el contacto.", "#historial");
      });
    case "remove_note":
      return through(form, NoteRef, async ({ contact_id }) => {
        await removeContact(ctx, nodeId, actorId, contact_id);
        return said("Borramos esa anotación.", "#historial");
      });
    case "invite":
      return through(form, InviteInput, async ({ event_id }) => said(invitedWords(await inviteToMeeting(ctx, nodeId, actorId, event_id)), "#historial"));
    case "forget":
      await forgetContact(ctx, nodeId, actorId);
      return said("Borramos los datos de contacto. Revisa que las notas del historial no nombren a la persona.", "#historial");
    case "archive": {
      const name = await setArchived(ctx, nodeId, actorId, true);
      return { response: redirectWithFlash(paths.stakeholders(slug, { archivado: actorId }), `${name} salió del mapa.`) };
    }
    case "restore":
      await setArchived(ctx, nodeId, actorId, false);
      return said("Está de nuevo en el mapa.");
    default:
      form.set("stakeholder_id", actorId);
      return through(form, MoveInput, async (input) => said(movedWords(await moveStakeholder(ctx, nodeId, input))));
  }
}

function invitedWords({ mails, published, again }: Awaited<ReturnType<typeof inviteToMeeting>>): Flash {
  if (again) return { kind: "ok", text: "Ya estaba en la lista de esa reunión: no le escribimos de nuevo." };
  if (!published) return { kind: "ok", text: "Está en la lista: le escribiremos cuando publiques la reunión." };
  if (mails === 0) return { kind: "warn", text: "Está en la lista, pero pidió no recibir nuestros correos: avísale por otra vía." };
  return { kind: "ok", text: "Le enviamos la invitación y quedó anotada en el historial." };
}
