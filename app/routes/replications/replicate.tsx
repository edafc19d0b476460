import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AttachmentManager } from "#app/components/attachment-manager.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { ReplicationForm } from "#app/components/replication-form.tsx";
import { forbidden, notFound } from "#app/domain/errors.ts";
import { attachmentsOf } from "#app/domain/files/attachments.repo.server.ts";
import { establishmentOptions } from "#app/domain/places/establishments.repo.server.ts";
import { ReplicationInput } from "#app/domain/replications/replication.ts";
import { changeReplication, replicate, replicationForm, setReplicationRemoved, workBySlug } from "#app/domain/replications/replications.server.ts";
import { cleanLine } from "#app/domain/text.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf, parseForm, typedValues } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { isoDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { newId } from "#db/ids.ts";
import { actOnAttachments } from "../resources/attachment-acts.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

const MOST_FOUND = 12;
const constraints = constraintsOf(ReplicationInput);

export { repositorySheet as links } from "#app/components/sheets.ts";

export const meta = ({ data: page }: { data: Loaded | undefined }) => (page ? pageMeta(`Lo usamos: ${page.work.title}`) : []);
export const handle = { scripts: ["/js/event-search.js", "/js/upload.js"] };

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const work = await workBySlug(ctx, params.slug);
  if (work.state !== "published") throw forbidden();
  const { row, removed, school, works } = await replicationForm(ctx, work.id, idFrom(url.searchParams, "replica") || null);
  return {
    work: { kind: work.kind, slug: work.slug, title: work.title },
    id: row?.id ?? newId(),
    changing: row !== null,
    removed,
    today: isoDate(ctx.now),
    stored: row ? storedOf(row) : { establishment_id: school?.id ?? "", used_on: "" },
    school,
    works,
    files: row ? await attachmentsOf(ctx.db, "replication", [row.id]) : [],
    constraints,
  };
});

const KEPT = ["establishment_id", "place", "used_on", "changed_md", "happened_md", "evidence_url", "adaptation_id"] as const;
const storedOf = (row: Record<(typeof KEPT)[number], string | null>) => Object.fromEntries(KEPT.map((key) => [key, row[key] ?? ""]));

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => workBySlug(ctx, params.slug) }, async ({ ctx, params, form, url }) => {
  const work = await workBySlug(ctx, params.slug);
  const act = form.get("act");
  if (act === "remove" || act === "restore") {
    const id = idFrom(form, "replication_id");
    await setReplicationRemoved(ctx, work.id, id, act === "remove");
    if (act === "remove") return redirectWithFlash(paths.resourceReplicate(work.slug, { replica: id }), "La quitamos de la página.");
    return redirectWithFlash(`${paths.work(work)}#lo-usaron`, "Está de nuevo en la página.");
  }
  const told = idFrom(url.searchParams, "replica");
  if (told && form.has("hacer")) {
    const said = await actOnAttachments(ctx, form, { kind: "replication", id: told });
    if (said !== null) return redirectWithFlash(`${paths.resourceReplicate(work.slug, { replica: told })}#evidencia`, said);
  }
  const intent = form.get("intent");
  if (intent === "search") return data({ errors: {}, values: typedValues(form), found: await look(ctx.db, form) });
  const parsed = parseForm(form, ReplicationInput);
  if (!parsed.ok) return data({ ...parsed.submission, found: await look(ctx.db, form) }, { status: 422 });
  const input = parsed.value;
  if (told && told !== input.id) throw notFound();
  if (told) await changeReplication(ctx, work.id, input);
  else await replicate(ctx, work.id, input);
  if (intent === "files") return redirectWithFlash(`${paths.resourceReplicate(work.slug, { replica: input.id })}#evidencia`, "Guardado. Ahora puedes agregar fotos o documentos.");
  return redirectWithFlash(`${paths.work(work)}#lo-usaron`, told ? "Guardamos los cambios." : "¡Gracias por contarlo! Ya se ve en la página.");
});

async function look(db: Parameters<typeof establishmentOptions>[0], form: FormData) {
  const words = cleanLine(String(form.get("school_q") ?? "")).slice(0, 100);
  return words === "" ? [] : (await establishmentOptions(db, words, MOST_FOUND)).map(({ id, name, comuna }) => ({ id, name, comuna }));
}

export default function ReplicatePage() {
  const page: Loaded = useLoaderData<typeof loader>();
  const { work, id, changing, removed } = page;
  return (
    <Page
      title={changing ? "Cambiar lo que contaste" : "Lo usamos en nuestro liceo"}
      eyebrow={<a href={paths.work(work)}>{work.title}</a>}
      lead={changing || removed ? undefined : "Cuenta en pocas líneas dónde fue, qué cambiaron y qué pasó. También sirve lo que no resultó."}
      width="narrow"
    >
      {removed ? (
        <Removed slug={work.slug} id={removed} back={paths.work(work)} />
      ) : (
        <>
          <ReplicationForm {...page} />
          {changing && (
            <Section title="Evidencia" id="evidencia">
              <p className="hint">Fotos de trabajos, pautas, resultados. Sin caras ni nombres de estudiantes.</p>
              <AttachmentManager ownerKind="replication" ownerId={id} files={page.files} back={`${paths.resourceReplicate(work.slug, { replica: id })}#evidencia`} />
            </Section>
          )}
        </>
      )}
    </Page>
  );
}

function Removed({ slug, id, back }: { slug: string; id: string; back: string }) {
  return (
    <>
      <p>Lo que se contó ya no se ve en la página. Si fue un error, puede volver tal como estaba.</p>
      <div className="cluster gap-s">
        <ButtonForm action={paths.resourceReplicate(slug)} name="act" value="restore" fields={{ replication_id: id }} kind="primary">
          Deshacer
        </ButtonForm>
        <LinkButton to={back} kind="quiet">
          Volver
        </LinkButton>
      </div>
    </>
  );
}
