/** What is done with a thread and its posts by a button: /conversaciones/:id/acciones. */
import { redirect } from "@remix-run/node";
import type { Ctx } from "#app/domain/context.ts";
import { followThread } from "#app/domain/threads/following.server.ts";
import { removePost, returnPost } from "#app/domain/threads/posts.server.ts";
import type { StandingThread } from "#app/domain/threads/thread.ts";
import { closeThread, pinThread, removeThread, returnThread } from "#app/domain/threads/threads.server.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { threadOfPage } from "./thread-forms.server.ts";

/** Whoever reloads the address comes to the thread. */
export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  throw redirect(paths.thread((await threadOfPage(ctx, params.id)).id));
});

type Act = { does: (ctx: Ctx, id: string) => Promise<unknown>; said: (thread: StandingThread) => string };

const ofKind = (thread: StandingThread, announcement: string, discussion: string): string => (thread.kind === "announcement" ? announcement : discussion);

const ACTS: Record<string, Act> = {
  follow: { does: (ctx, id) => followThread(ctx, id, true), said: () => "La sigues: te llegará cada mensaje por correo." },
  unfollow: { does: (ctx, id) => followThread(ctx, id, null), said: () => "Dejaste de seguirla: lo nuevo te llega en el resumen." },
  mute: { does: (ctx, id) => followThread(ctx, id, false), said: () => "Dejaste de seguirla: no te llegarán sus mensajes por correo." },
  pin: { does: (ctx, id) => pinThread(ctx, id, true), said: () => "Quedó arriba en la lista del nodo." },
  unpin: { does: (ctx, id) => pinThread(ctx, id, false), said: () => "Vuelve a su lugar en la lista." },
  close: {
    does: (ctx, id) => closeThread(ctx, id, true),
    said: (thread) => ofKind(thread, "Quedó cerrado: se lee, pero ya no recibe respuestas.", "Quedó cerrada: se lee, pero ya no recibe respuestas."),
  },
  open: { does: (ctx, id) => closeThread(ctx, id, false), said: () => "Vuelve a recibir respuestas." },
  return: { does: (ctx, id) => returnThread(ctx, id), said: () => "Está de vuelta." },
};

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => threadOfPage(ctx, params.id) }, async ({ ctx, params, form }) => {
  const thread = await threadOfPage(ctx, params.id);
  const intent = String(form.get("intent") ?? "");
  if (intent === "remove_post" || intent === "return_post") return onPost(ctx, thread, idFrom(form, "post_id"), intent === "remove_post");
  if (intent === "remove") {
    await removeThread(ctx, thread.id);
    const words = ofKind(thread, "El anuncio quedó retirado.", "La conversación quedó retirada.");
    // Whoever took it away still sees it, with the way back; a draft is gone.
    return redirectWithFlash(thread.published_at !== null ? paths.thread(thread.id) : paths.nodeThreads(thread.node.slug), words);
  }
  const act = Object.hasOwn(ACTS, intent) ? ACTS[intent] : undefined;
  if (!act) return redirect(paths.thread(thread.id), 303);
  await act.does(ctx, thread.id);
  return redirectWithFlash(paths.thread(thread.id), act.said(thread));
});

async function onPost(ctx: Ctx, thread: StandingThread, postId: string, removes: boolean): Promise<Response> {
  await (removes ? removePost(ctx, postId) : returnPost(ctx, postId));
  return redirectWithFlash(`${paths.thread(thread.id, { mensaje: postId })}#mensaje-${postId}`, removes ? "El mensaje quedó retirado." : "El mensaje está de vuelta.");
}
