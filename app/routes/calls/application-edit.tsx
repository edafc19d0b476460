import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ApplicationForm, FORM_ID } from "#app/components/application-form.tsx";
import { AttachmentManager } from "#app/components/attachment-manager.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { findApplicationRow } from "#app/domain/calls/applications.repo.server.ts";
import { markOfWritten, writtenIn } from "#app/domain/calls/applications.server.ts";
import { questionsOf } from "#app/domain/calls/calls.repo.server.ts";
import { listCopied, listOwnExperiences } from "#app/domain/calls/snapshot.server.ts";
import { notFound } from "#app/domain/errors.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { longDateTime } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { SubmitBar } from "#app/ui/form.tsx";
import { Page, Section, Stack } from "#app/ui/layout.tsx";
import { actOnOwn } from "./application-acts.server.ts";
import { ownApplication } from "./application-form.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { applicationSheet as links } from "#app/components/sheets.ts";
export const handle = { scripts: ["/js/autosave.js", "/js/upload.js"] };

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? pageMeta(`Postulación: ${data.title || "sin título"}`) : []);

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const application = await ownApplication(ctx, params.id);
  const row = await findApplicationRow(ctx.db, application.id);
  if (!row) throw notFound();
  const { id, call, state, title, school, files, may } = application;
  const questions = await questionsOf(ctx.db, call.id);
  const copied = state === "submitted" ? await listCopied(ctx.db, id) : new Set<string>();
  const written = writtenIn(row);
  return {
    ...{ id, title, state, may: may.edit, questions, written, seen: markOfWritten(written, questions) },
    ...{ call: { slug: call.slug, title: call.title, work: call.work, blind: call.blind, files_most: call.files_most }, closes: longDateTime(call.closes_at, call.zone) },
    ...{ school: school?.name ?? null, files: files.filter((file) => !copied.has(file.id)) },
    experiences: call.work === "none" ? [] : await listOwnExperiences(ctx.db, ctx.actor.id),
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => ownApplication(ctx, params.id) }, async ({ ctx, params, form }) => {
  const done = await actOnOwn(ctx, await ownApplication(ctx, params.id), form);
  return done instanceof Response ? done : data(done.reply, { status: done.status });
});

export default function EditApplicationPage() {
  const page: Loaded = useLoaderData<typeof loader>();
  const { id, state, may, call, closes, written, seen, questions, experiences, school, files } = page;
  const came = useActionData() !== undefined;
  const sent = state === "submitted";
  return (
    <Page
      title={sent ? "Cambiar la postulación" : "Tu postulación"}
      eyebrow={<a href={paths.call(call.slug)}>{call.title}</a>}
      width="narrow"
      lead={may ? `Cierra el ${closes}.` : undefined}
    >
      <Stack gap="l">
        {!may && <Closed id={id} closes={closes} lost={came} />}
        {may && sent && (
          <Notice kind="info">
            <p>Ya está enviada. Lo que cambies aquí vale cuando presionas «Guardar cambios»{written.resource_id ? ", y la copia de la experiencia se hace de nuevo" : ""}.</p>
          </Notice>
        )}
        {(may || came) && <ApplicationForm {...{ id, written, seen, questions, experiences, school }} call={call} asYouGo={may && !sent} />}
        {may && (call.files_most > 0 || files.length > 0) && (
          <Section title="Archivos">
            <p className="hint">
              {call.files_most === 1 ? "Puedes adjuntar un archivo." : `Puedes adjuntar hasta ${call.files_most} archivos.`} Guarda lo escrito antes de subirlos.
              {call.blind && " Revisa que no traigan nombres por dentro: la evaluación es anónima."}
            </p>
            <AttachmentManager ownerKind="application" ownerId={id} files={files} back={paths.applicationEdit(id)} />
          </Section>
        )}
        {may && <Ways sent={sent} again={state === "withdrawn"} id={id} />}
        {may && state === "draft" && <Discard />}
      </Stack>
    </Page>
  );
}

function Closed({ id, closes, lost }: { id: string; closes: string; lost: boolean }) {
  return (
    <Notice kind="warn" title="El plazo terminó" actions={<LinkButton to={paths.application(id)}>Ver la postulación</LinkButton>}>
      <p>
        Cerró el {closes}: ya no se puede enviar ni cambiar.{lost && " Lo que escribiste sigue abajo, para que lo copies si te sirve."}
      </p>
    </Notice>
  );
}

/** They stand behind the files, and send the form above. */
function Ways({ sent, again, id }: { sent: boolean; again: boolean; id: string }) {
  if (sent)
    return (
      <SubmitBar>
        <Button form={FORM_ID} name="hacer" value="guardar" icon="check">
          Guardar cambios
        </Button>
        <LinkButton to={paths.application(id)} kind="quiet">
          Dejarla como está
        </LinkButton>
      </SubmitBar>
    );
  return (
    <SubmitBar note="Después de enviarla puedes cambiarla o retirarla hasta que cierre.">
      <Button form={FORM_ID} name="hacer" value="enviar" icon="send">
        {again ? "Enviar de nuevo" : "Enviar postulación"}
      </Button>
      <Button form={FORM_ID} name="hacer" value="guardar" kind="secondary" formNoValidate>
        Guardar borrador
      </Button>
    </SubmitBar>
  );
}

/** Asked once more, without a script. */
function Discard() {
  return (
    <details className="application-discard">
      <summary className="button button-quiet button-small">Descartar este borrador</summary>
      <p>Se borra lo que escribiste y los archivos que subiste; no se puede recuperar.</p>
      <ButtonForm kind="danger" size="small" name="hacer" value="descartar">
        Sí, descartar
      </ButtonForm>
    </details>
  );
}
