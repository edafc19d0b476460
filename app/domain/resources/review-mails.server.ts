/** Whom a review concerns, and the mails that tell them. */
import type { Ctx } from "#app/domain/context.ts";
import { markTold } from "#app/domain/digests/told.repo.server.ts";
import { enqueueMails } from "#app/domain/mail/outbox.server.ts";
import { firstName } from "#app/domain/text.ts";
import { absolute, paths } from "#app/paths.ts";
import { reviewAsked } from "#emails/review-asked.ts";
import { reviewDecided } from "#emails/review-decided.ts";
import { RESOURCE_KINDS } from "./resource.ts";
import type { StandingResource } from "./resources.repo.server.ts";
import { listCurators, listPeople } from "./reviews.repo.server.ts";
import type { OpenVersion } from "./versions.repo.server.ts";

/** To those who care for the repository of the nodes that ask, once for each time that it is asked. */
export async function tellReviewers(tx: Ctx, resource: StandingResource, version: OpenVersion, nodes: { id: string; name: string }[]): Promise<void> {
  const ids = nodes.map((node) => node.id);
  const people = (await listCurators(tx.db, ids, tx.now)).filter((person) => person.id !== tx.actor?.id);
  const { deployment } = tx;
  const shared = {
    network: { name: deployment.networkName, url: absolute(deployment, paths.home()) },
    who: tx.actor?.name ?? "",
    kind: RESOURCE_KINDS[version.content.kind],
    title: version.content.title,
    summary: version.content.summary,
    nodes: nodes.map((node) => node.name).join(", "),
    again: resource.version > 0,
    url: absolute(deployment, paths.resourceReview(resource.slug)),
    noticesUrl: absolute(deployment, paths.accountNotices()),
  };
  await enqueueMails(
    tx,
    people.map((person) => ({
      kind: "repository",
      to: { name: person.name, address: person.email },
      key: `review-asked:${version.id}:${tx.now}:${person.id}`,
      content: reviewAsked({ ...shared, person: firstName(person.name) }),
      senderPersonId: tx.actor?.id ?? null,
    })),
  );
  await markTold(
    tx.db,
    people.map((person) => ({ person_id: person.id, ref: `resource:${resource.id}` })),
    tx.now,
  );
}

/** To who made it: who began it, who asked, and its authors with an account. */
export async function tellMakers(tx: Ctx, resource: StandingResource, version: OpenVersion, decision: { accept: boolean; note: string }): Promise<void> {
  const ids = [resource.created_by, version.by_person_id, ...resource.authorIds].filter((id): id is string => id !== null && id !== tx.actor?.id);
  const people = await listPeople(tx.db, [...new Set(ids)]);
  const { deployment } = tx;
  const slug = (await tx.db.selectFrom("resources").select("slug").where("id", "=", resource.id).executeTakeFirst())?.slug ?? resource.slug;
  const work = { kind: version.content.kind, slug };
  const shared = {
    network: { name: deployment.networkName, url: absolute(deployment, paths.home()) },
    title: version.content.title,
    accepted: decision.accept,
    note: decision.note,
    who: tx.actor?.name ?? "",
    url: absolute(deployment, decision.accept ? paths.work(work) : paths.workEdit(work)),
    noticesUrl: absolute(deployment, paths.accountNotices()),
  };
  await enqueueMails(
    tx,
    people.map((person) => ({
      kind: "repository",
      to: { name: person.name, address: person.email },
      key: `review-decided:${version.id}:${version.asked_at}:${decision.accept ? "accepted" : "returned"}:${person.id}`,
      content: reviewDecided({ ...shared, person: firstName(person.name) }),
      senderPersonId: tx.actor?.id ?? null,
    })),
  );
}
