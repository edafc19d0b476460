import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import type { Ctx } from "#app/domain/context.ts";
import { countReport } from "#app/domain/identity/limits.server.ts";
import { isReportTarget, REPORT_REASONS, ReportInput } from "#app/domain/reports/report.ts";
import { fileReport, reportedThing, type Target } from "#app/domain/reports/reports.server.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Field, Form, RadioGroup, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { newId } from "#db/ids.ts";
import { subjectOfPage } from "../resources/subject-of-page.server.ts";

export const meta = () => [...pageMeta("Avisar de un problema"), { name: "robots", content: "noindex" }];

function targetOf(url: URL): Target {
  const kind = url.searchParams.get("que");
  return isReportTarget(kind) && kind !== "resource" ? { kind, id: idFrom(url.searchParams, "id") } : { kind: "resource", id: "" };
}

const thingOf = (ctx: Ctx, slug: string | undefined, url: URL) => reportedThing(ctx, slug ?? "", targetOf(url));

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params, url }) => {
  const { subject, target } = await thingOf(ctx, params.slug, url);
  const { slug, kind, title } = subject;
  return { work: { slug, kind, title }, target: target.kind, signedIn: ctx.actor !== null, id: newId(), constraints: constraintsOf(ReportInput) };
});

export const action = actionWith({ who: "anyone", allow: ({ ctx, params }) => subjectOfPage(ctx, params.slug), input: ReportInput }, async ({ ctx, params, url, ip, input }) => {
  const { subject } = await thingOf(ctx, params.slug, url);
  await countReport(ctx.actor?.id ?? null, ip);
  await fileReport(ctx, subject.slug, targetOf(url), input);
  return redirectWithFlash(paths.work(subject), "Gracias por avisar. Moderación lo revisará.");
});

const ABOUT = { resource: "", comment: "un comentario de ", replication: "el relato de un uso de " };

export default function ReportPage() {
  const { work, target, signedIn, id, constraints } = useLoaderData<typeof loader>();
  const { errors, value } = useSubmission();
  return (
    <Page
      title="Avisar de un problema"
      eyebrow={<a href={paths.work(work)}>{work.title}</a>}
      lead={`Le llega a quienes moderan el repositorio, no a quienes publicaron. Es sobre ${ABOUT[target]}«${work.title}».`}
      width="narrow"
    >
      <Form errors={errors} constraints={constraints}>
        <input type="hidden" name="report_id" value={value("report_id") || id} />
        <RadioGroup legend="Qué pasa" name="reason" required value={value("reason")} options={Object.entries(REPORT_REASONS).map(([key, label]) => ({ value: key, label }))} />
        <TextArea label="Cuéntanos más" name="message" rows={4} value={value("message")} hint="Qué parte, y cómo lo sabes. No nombres a estudiantes." optional />
        {!signedIn && <Field label="Tu correo" name="email" type="email" autoComplete="email" value={value("email")} hint="Solo para contarte qué se decidió." optional />}
        <SubmitBar>
          <Button icon="send">Enviar aviso</Button>
          <LinkButton to={paths.work(work)} kind="quiet">
            Volver sin avisar
          </LinkButton>
        </SubmitBar>
      </Form>
    </Page>
  );
}
