import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CircleEyebrow } from "#app/components/circle-frame.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { RoleForm } from "#app/components/role-form.tsx";
import { canName } from "#app/domain/circles/circle.policy.ts";
import { RoleInput } from "#app/domain/circles/circle.ts";
import { archiveRole, roleById, updateRole } from "#app/domain/circles/roles.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf, parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Confirm } from "#app/ui/dialog.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { circleToRun, refusedKindly } from "./circle-access.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

const constraints = constraintsOf(RoleInput);

export const meta = ({ data: page }: { data: Loaded | undefined }) => (page ? pageMeta(`Editar ${page.values.name}`) : []);

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const { circle, frame } = await circleToRun(ctx, params.id);
  const role = await roleById(ctx, circle.id, params.role ?? "");
  if (role.archived_at) throw redirectWithFlash(paths.circleRole(circle.id, role.id), { kind: "warn", text: "Ese rol ya no se usa." });
  const { name, purpose, domain, accountabilities, qualifications, term_months } = role;
  return {
    frame,
    roleId: role.id,
    linkable: circle.parent_id !== null || circle.node_id !== null,
    withRights: canName(ctx.actor) && role.key === null,
    values: { name, purpose, domain, accountabilities, qualifications, term_months, link: role.link ?? "", rights: role.rights ?? "" },
    own: role.key === null,
    archiving: role.key === null && url.searchParams.has("quitar"),
    constraints,
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => circleToRun(ctx, params.id) }, async ({ ctx, params, form }) => {
  const [circleId, roleId] = [params.id ?? "", params.role ?? ""];
  try {
    if (form.get("act") === "archive") {
      await archiveRole(ctx, circleId, roleId);
      return redirectWithFlash(paths.circle(circleId), "Quitamos el rol del círculo. Su historia se conserva.");
    }
    const parsed = parseForm(form, RoleInput);
    if (!parsed.ok) return data(parsed.submission, { status: 422 });
    await updateRole(ctx, circleId, roleId, parsed.value);
    return redirectWithFlash(paths.circleRole(circleId, roleId), "Guardamos los cambios.");
  } catch (error) {
    return refusedKindly(error, paths.circleRole(circleId, roleId));
  }
});

export default function RoleEditPage() {
  const { frame, roleId, linkable, withRights, values, own, archiving, constraints: limits } = useLoaderData<typeof loader>();
  if (archiving) return <ConfirmArchive frame={frame} roleId={roleId} name={values.name} />;
  return (
    <Page title={`Editar ${values.name}`} eyebrow={<CircleEyebrow circle={frame} named />} width="narrow">
      <RoleForm defaults={values} constraints={limits} linkable={linkable} withRights={withRights}>
        <Button>Guardar cambios</Button>
        <LinkButton to={paths.circleRole(frame.id, roleId)} kind="quiet">
          Volver sin guardar
        </LinkButton>
      </RoleForm>
      {own && (
        <Section title="Quitar el rol">
          <p>Cuando el círculo ya no lo necesita. Termina hoy el período de quien lo ejerce; su historia se conserva.</p>
          <LinkButton to={`${paths.circleRoleEdit(frame.id, roleId)}?quitar=1`}>Quitar este rol</LinkButton>
        </Section>
      )}
    </Page>
  );
}

function ConfirmArchive({ frame, roleId, name }: Pick<Loaded, "frame" | "roleId"> & { name: string }) {
  return (
    <Confirm
      title={`¿Quitar el rol ${name}?`}
      confirmLabel="Quitar el rol"
      cancelTo={paths.circleRoleEdit(frame.id, roleId)}
      action={paths.circleRoleEdit(frame.id, roleId)}
      fields={{ act: "archive" }}
      danger
    >
      <p>Deja de estar en el círculo desde hoy, y con él lo que permitía hacer. No se puede deshacer, pero se puede crear otro.</p>
    </Confirm>
  );
}
