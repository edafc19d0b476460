/** A stage for tests of conversations: the cast, and short words for beginning and answering. */
import type { Actor } from "#app/domain/context.ts";
import { type RepositoryStage, repositoryStage } from "#app/domain/resources/resources.testing.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { sayPost } from "./posts.server.ts";
import type { ThreadInput } from "./thread.ts";
import { beginThread } from "./threads.server.ts";

export interface ThreadStage extends RepositoryStage {
  /** A discussion for the people of node A, begun by Teresa (a member) unless told otherwise. */
  begun: (over?: Partial<ThreadInput> & { slug?: string; publish?: boolean }, by?: Actor, now?: string) => Promise<{ threadId: string; postId: string }>;
  announced: (over?: Partial<ThreadInput> & { slug?: string }, now?: string) => Promise<{ threadId: string; postId: string }>;
  /** The id of the post. */
  said: (by: Actor, threadId: string, body: string, now?: string) => Promise<string>;
}

export const threadInput = (over: Partial<ThreadInput> = {}): ThreadInput => ({
  ...{ thread_id: newId(), post_id: newId(), kind: "discussion", visibility: "node", title: "¿Qué multímetros compran?", body: "Nos alcanza para **doce**." },
  ...over,
});

export async function threadStage(db: Db): Promise<ThreadStage> {
  const stage = await repositoryStage(db);
  const { teacher, coordinatorA } = stage.people;
  const begun: ThreadStage["begun"] = async ({ slug = stage.nodes.a.slug, publish = true, ...over } = {}, by = teacher, now) => {
    const posted = await beginThread(stage.ctxOf(by, now), { ...threadInput(over), slug, publish });
    if (!posted.done) throw new Error(`unclear: ${JSON.stringify(posted.unclear)}`);
    return posted;
  };
  const announced: ThreadStage["announced"] = (over, now) =>
    begun({ kind: "announcement", title: "Feria de especialidades", body: "Será en Rancagua.", ...over }, coordinatorA, now);
  const said: ThreadStage["said"] = async (by, threadId, body, now) => {
    const posted = await sayPost(stage.ctxOf(by, now), threadId, { post_id: newId(), body, publish: true });
    if (!posted.done) throw new Error(`unclear: ${JSON.stringify(posted.unclear)}`);
    return posted.postId;
  };
  return { ...stage, begun, announced, said };
}
