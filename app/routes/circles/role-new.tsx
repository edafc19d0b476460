import { useLoaderData } from "@remix-run/react";
import { CircleEyebrow } from "#app/components/circle-frame.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { RoleForm } from "#app/components/role-form.tsx";
import { canName } from "#app/domain/circles/circle.policy.ts";
import { RoleInput } from "#app/domain/circles/circle.ts";
import { DEFAULT_TERM_MONTHS } from "#app/domain/circles/default-roles.ts";
import { addRole } from "#app/domain/circles/roles.server.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Page } from "#app/ui/layout.tsx";
import { newId } from "#db/ids.ts";
import { circleToRun, refusedKindly } from "./circle-access.server.ts";

export const meta = () => pageMeta("Agregar un rol");

const constraints = constraintsOf(RoleInput);

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const { circle, frame } = await circleToRun(ctx, params.id);
  const values = { name: "", purpose: "", domain: "", accountabilities: "", qualifications: "", link: "", rights: "", term_months: DEFAULT_TERM_MONTHS };
  return { frame, linkable: circle.parent_id !== null || circle.node_id !== null, withRights: canName(ctx.actor), values, id: newId(), constraints };
});

const guarded = { who: "signed_in" as const, input: RoleInput };

export const action = actionWith({ ...guarded, allow: ({ ctx, params }) => circleToRun(ctx, params.id) }, async ({ ctx, params, form, input }) => {
  const circleId = params.id ?? "";
  try {
    const { id } = await addRole(ctx, circleId, input, idFrom(form, "id") || newId());
    return redirectWithFlash(paths.circleRole(circleId, id), "El rol está creado y vacante: ya pueden elegir a quien lo ejerza.");
  } catch (error) {
    return refusedKindly(error, paths.circle(circleId));
  }
});

export default function NewRolePage() {
  const { frame, linkable, withRights, values, id, constraints: limits } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Agregar un rol"
      eyebrow={<CircleEyebrow circle={frame} named />}
      lead="Un rol es un encargo claro, por un tiempo. Mientras más concreto, más fácil es decir que sí."
      width="narrow"
    >
      <RoleForm defaults={values} constraints={limits} hidden={{ id }} linkable={linkable} withRights={withRights}>
        <Button>Agregar el rol</Button>
        <LinkButton to={paths.circle(frame.id)} kind="quiet">
          Volver sin agregar
        </LinkButton>
      </RoleForm>
    </Page>
  );
}
