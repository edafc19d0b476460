/** A stage for tests of the repository: the cast, with a second teacher who has a voice in a circle of node A. */
import type { Actor, Ctx } from "#app/domain/context.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { CAST_NOW, type Cast, castOf } from "#db/testing-cast.ts";
import { startResource } from "./drafting.server.ts";
import { publishDraft } from "./publishing.server.ts";
import type { ResourceContent, ResourceKind } from "./resource.ts";

export interface RepositoryStage {
  cast: Cast;
  nodes: Cast["nodes"];
  people: Cast["people"];
  ctxOf: (actor: Actor | null, now?: string) => Ctx;
  /** Something whole of a kind: shared by Teresa (a teacher, member of node A) unless `by` says otherwise, with members of the network. */
  started: (kind?: ResourceKind, over?: Partial<ResourceContent>, by?: Actor) => Promise<{ id: string; slug: string }>;
  published: (kind?: ResourceKind, over?: Partial<ResourceContent>, by?: Actor) => Promise<{ id: string; slug: string }>;
}

/** Nothing is missing for publishing it. */
export const wholeContent = (kind: ResourceKind, schoolId: string): Partial<ResourceContent> & { kind: ResourceKind } => ({
  kind,
  title: "Tableros eléctricos paso a paso",
  summary: "Guía para armar y revisar un tablero domiciliario en el taller.",
  body_md: "Se arma en **tres clases**.",
  authors: [{ name: "Teresa Soto Araya", person_id: null }],
  school_ids: [schoolId],
  visibility: "members",
  ...(kind === "link" || kind === "video" ? { link_url: "https://ejemplo.example/tableros" } : {}),
  ...(kind === "opportunity" ? { closes_local: "2026-12-18T23:00", zone: "America/Santiago" } : {}),
  ...(kind === "experience" ? { sections: { need: "Faltaban horas de taller.", what: "Armamos tableros por estaciones." } } : {}),
});

export async function repositoryStage(db: Db): Promise<RepositoryStage> {
  const cast = await castOf(db);
  const ctxOf = (actor: Actor | null, now = CAST_NOW) => cast.ctxOf(actor, db, { now });
  const started: RepositoryStage["started"] = (kind = "document", over = {}, by = cast.people.teacher) =>
    startResource(ctxOf(by), { id: newId(), content: { ...wholeContent(kind, cast.schools.boldos.id), ...over } });
  const published: RepositoryStage["published"] = async (kind, over, by = cast.people.teacher) => {
    const { id } = await started(kind, over, by);
    await publishDraft(ctxOf(by), id, { note: "" });
    const { slug } = await db.selectFrom("resources").select("slug").where("id", "=", id).executeTakeFirstOrThrow();
    return { id, slug };
  };
  return { cast, nodes: cast.nodes, people: cast.people, ctxOf, started, published };
}
