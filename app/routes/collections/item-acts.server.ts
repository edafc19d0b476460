/** What is done to the items of a collection: each act with its own small form, and a removal with its undoing. */
import { ItemsInput } from "#app/domain/collections/collection.ts";
import { changeItems } from "#app/domain/collections/collections.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm, type Submission } from "#app/http/form.server.ts";
import { paths } from "#app/paths.ts";

type Done = { response: Response; submission?: never } | { response?: never; submission: Submission };

const SAID = { move: "Cambió de lugar.", note: "Guardamos la nota.", remove: "Salió de la colección.", put_back: "El recurso está de vuelta." };

export async function actOnItems(ctx: Ctx, { id, slug }: { id: string; slug: string }, form: FormData): Promise<Done> {
  const parsed = parseForm(form, ItemsInput);
  if (!parsed.ok) return { submission: parsed.submission };
  const input = parsed.value;
  const was = await changeItems(ctx, id, input);
  const query = input.act === "remove" && was ? `?${new URLSearchParams({ quitado: input.resource_id, lugar: String(was.place), nota: was.note.slice(0, NOTE_IN_ADDRESS) })}` : "";
  return { response: redirectWithFlash(`${paths.collectionEdit(slug)}${query}#${input.act === "remove" ? "recursos" : `paso-${input.resource_id}`}`, SAID[input.act]) };
}

/** A longer note would make an address that some proxies refuse. */
const NOTE_IN_ADDRESS = 1_000;

/** What undoing the last removal needs; null where nothing was removed. */
export function removedFrom(url: URL): { resource_id: string; place: string; note: string } | null {
  const resource_id = idFrom(url.searchParams, "quitado");
  if (resource_id === "") return null;
  return { resource_id, place: url.searchParams.get("lugar") ?? "1", note: url.searchParams.get("nota") ?? "" };
}
