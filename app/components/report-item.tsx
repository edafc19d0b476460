import { REPORT_MESSAGE_MAX } from "#app/domain/reports/report.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm } from "#app/ui/button.tsx";
import { Badge, ProseHtml } from "#app/ui/card.tsx";
import { Form, TextArea } from "#app/ui/form.tsx";

export interface ShownReport {
  id: string;
  target: string;
  work: { slug: string; kind: string; title: string };
  reason: string;
  message: string;
  from: string;
  on: string;
  said: string | null;
  said_by: string | null;
  decision: string | null;
  decision_note: string;
  decided_on: string | null;
  decided_by: string | null;
  removed: boolean;
}

const TARGETS: Record<string, string> = { resource: "Recurso", comment: "Comentario", replication: "Relato de uso" };

/** What was reported, with what may be decided of it; or what was. */
export function ReportItem({ report }: { report: ShownReport }) {
  const { id, target, work, reason, message, from, on, said, said_by } = report;
  return (
    <li className="report" id={`aviso-${id}`}>
      <p className="report-head">
        <Badge>{TARGETS[target] ?? target}</Badge> <strong>{reason}</strong>
      </p>
      <p>
        <a href={paths.work(work)}>{work.title}</a>
      </p>
      {said && (
        <blockquote className="report-said">
          <ProseHtml html={said} />
          {said_by && <p className="hint">{said_by}</p>}
        </blockquote>
      )}
      {message && <p className="report-message">«{message}»</p>}
      <p className="hint">
        {from}, {on}
      </p>
      {report.decision ? <Decided report={report} /> : <Deciding report={report} />}
    </li>
  );
}

function Decided({ report }: { report: ShownReport }) {
  const { id, decision, decision_note, decided_on, decided_by, removed, work } = report;
  return (
    <>
      <p>
        <Badge kind={decision === "removed" ? "danger" : "positive"}>{decision === "removed" ? "Retirado" : "Se mantiene"}</Badge>{" "}
        <span className="hint">{[decided_by, decided_on].filter(Boolean).join(", ")}</span>
      </p>
      {decision_note && <p className="report-message">«{decision_note}»</p>}
      {removed && decision === "removed" && (
        <ButtonForm size="small" fields={{ report_id: id, decision: "returned", note: "" }} label={`Volver a mostrar: ${work.title}`}>
          Volver a mostrar
        </ButtonForm>
      )}
    </>
  );
}

function Deciding({ report: { id, target } }: { report: ShownReport }) {
  return (
    <Form>
      <input type="hidden" name="report_id" value={id} />
      <TextArea
        label="Qué se decide y por qué"
        name="note"
        id={`nota-${id}`}
        rows={2}
        maxLength={REPORT_MESSAGE_MAX}
        hint="Lo leerán quien avisó y, si se retira, quienes lo hicieron."
        optional
      />
      <div className="cluster gap-s">
        <Button kind="secondary" name="decision" value="kept">
          Se mantiene
        </Button>
        <Button kind="danger" name="decision" value="removed">
          {target === "resource" ? "Retirar el recurso" : "Retirar"}
        </Button>
      </div>
    </Form>
  );
}
