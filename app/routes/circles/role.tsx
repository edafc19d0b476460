import { useLoaderData } from "@remix-run/react";
import { CircleFrame } from "#app/components/circle-frame.tsx";
import { SeatBadge } from "#app/components/circle-seats.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { ConfirmEnd, ConfirmResign, RoleActs, RoleHolders } from "#app/components/role-acts.tsx";
import { RoleHistory } from "#app/components/role-history.tsx";
import { NameExternal, NamePerson } from "#app/components/role-naming.tsx";
import { RightsOfRole } from "#app/components/role-rights.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { LINKS, monthsWords } from "#app/i18n/circle-words.ts";
import { paths } from "#app/paths.ts";
import { Facts } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { ErrorSummary } from "#app/ui/form.tsx";
import { Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { type RolePage, rolePage } from "./role-page.server.ts";

export { circleSheet as links } from "#app/components/sheets.ts";
export { roleAction as action } from "./role-acts.server.ts";

export const meta = ({ data }: { data: RolePage | undefined }) => (data ? pageMeta(`${data.role.name}, ${data.frame.name}`, data.role.purpose) : []);

export const loader = loaderWith({ who: "anyone" }, ({ ctx, params, url }) => rolePage(ctx, params, url));

export default function RoleRoute() {
  const page = useLoaderData<typeof loader>() as RolePage;
  const { errors } = useSubmission();
  const { frame, role, seat } = page;
  if (page.resigning) return <ConfirmResign page={page} term={page.resigning} />;
  if (page.ending) return <ConfirmEnd page={page} term={page.ending} />;
  return (
    <CircleFrame circle={frame} tab="circle" title={role.name} lead={role.purpose} actions={<RoleActs page={page} />}>
      {role.archived && (
        <Notice kind="info" title="Este rol ya no se usa">
          <p>El círculo lo quitó. Su historia queda aquí.</p>
        </Notice>
      )}
      {page.naming === null && <ErrorSummary errors={errors} />}
      <Section title="Quién lo ejerce" actions={<SeatBadge state={seat.state} />}>
        <RoleHolders page={page} />
      </Section>
      {page.naming === "person" && <NamePerson page={page} />}
      {page.naming === "external" && <NameExternal page={page} />}
      <What role={role} />
      <Section title="Qué permite" id="permite">
        <RightsOfRole rights={page.rights} />
      </Section>
      <Section title="Historia del rol" id="historia">
        {page.history.total === 0 ? <p>Nadie lo ha ejercido todavía.</p> : <RoleHistory terms={page.history.rows} label={`Quienes han ejercido el rol ${role.name}`} />}
        <Pagination page={page.history.page} pages={page.history.pages} href={(pagina) => paths.circleRole(frame.id, role.id, { pagina })} />
      </Section>
    </CircleFrame>
  );
}

function What({ role }: Pick<RolePage, "role">) {
  return (
    <Section title="De qué se trata">
      {role.domain !== "" && <p className="lines">Se encarga de: {role.domain}</p>}
      <Lines title="Responsabilidades" lines={role.accountabilities} />
      <Lines title="Qué ayuda a ejercerlo" lines={role.qualifications} />
      <Facts facts={[{ term: "Período", detail: monthsWords(role.term_months) }, ...(role.link ? [{ term: "Enlace", detail: LINKS[role.link].one }] : [])]} />
    </Section>
  );
}

function Lines({ title, lines }: { title: string; lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className="bullets">
        {lines.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </>
  );
}
