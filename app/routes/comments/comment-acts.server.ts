/** What is posted to /recursos/:slug/comentarios: say, edit, remove, undo. */
import { CommentInput } from "#app/domain/comments/comment.ts";
import { editComment, removeComment, returnComment, type Said, sayComment } from "#app/domain/comments/comments.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { type Chosen, MENTIONS_MOST } from "#app/domain/mentions/mentions.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm, type Submission } from "#app/http/form.server.ts";
import { paths } from "#app/paths.ts";

export interface Unclear {
  typed: string;
  people: { id: string; name: string; school: string | null }[];
}

/** Nothing was saved: the form comes back, with the names to be cleared up or with what is wrong. */
export type Refused = Submission & { unclear?: Unclear[] };

type Done = { response: Response; refused?: never } | { response?: never; refused: Refused };

export async function actOnComments(ctx: Ctx, slug: string, form: FormData, work: { kind: string; slug: string }): Promise<Done> {
  const id = idFrom(form, "comment_id");
  switch (form.get("intent")) {
    case "remove":
      await removeComment(ctx, slug, id);
      return { response: redirectWithFlash(paths.resourceComments(slug, { retirado: id }), "Quedó retirado.") };
    case "undo":
      await returnComment(ctx, slug, id);
      return { response: redirectWithFlash(`${paths.resourceComments(slug)}#comentario-${id}`, "El comentario está de vuelta.") };
    default:
      return sayOrEdit(ctx, slug, form, work);
  }
}

async function sayOrEdit(ctx: Ctx, slug: string, form: FormData, work: { kind: string; slug: string }): Promise<Done> {
  const parsed = parseForm(form, CommentInput);
  if (!parsed.ok) return { refused: parsed.submission };
  const { comment_id, body } = parsed.value;
  const edits = form.get("intent") === "edit";
  const said = edits ? await editComment(ctx, slug, comment_id, body, chosenIn(form)) : await sayComment(ctx, slug, parsed.value, chosenIn(form));
  if (!said.done) return { refused: { errors: {}, values: typedAgain(form), unclear: said.unclear.map(({ typed, people }) => ({ typed, people })) } };
  return { response: redirectWithFlash(placeOf(work, said), edits ? "Guardado." : saidWords(said.told)) };
}

/** The first page of the conversation stands on the work's own page. */
const placeOf = (work: { kind: string; slug: string }, { id, page }: Said & { done: true }): string =>
  `${page === 1 ? paths.work(work) : paths.resourceComments(work.slug, { pagina: page })}#comentario-${id}`;

function saidWords(told: readonly string[]): string {
  if (told.length === 0) return "Tu comentario quedó publicado.";
  const names = told.length === 1 ? told[0] : `${told.slice(0, -1).join(", ")} y ${told.at(-1)}`;
  return `Tu comentario quedó publicado. Nombraste a ${names}: le avisamos.`.replace("le avisamos", told.length === 1 ? "le avisamos" : "les avisamos");
}

/** «@Teresa» -> whom the writer chose, from the second step. */
function chosenIn(form: FormData): Chosen {
  const chosen: Chosen = {};
  for (let n = 0; n < MENTIONS_MOST; n += 1) {
    const [typed, person] = [form.get(`typed_${n}`), form.get(`person_${n}`)];
    if (typeof typed === "string" && typeof person === "string" && person !== "") chosen[typed] = person;
  }
  return chosen;
}

function typedAgain(form: FormData): Submission["values"] {
  return Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
