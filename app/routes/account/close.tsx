import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { CurrentPasswordField } from "#app/components/person-fields.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { isDomainError } from "#app/domain/errors.ts";
import { ownPerson, type SignedIn } from "#app/domain/identity/account.server.ts";
import { prepareClosing } from "#app/domain/identity/closing.server.ts";
import { CloseInput } from "#app/domain/identity/person.ts";
import { answerInvitation } from "#app/domain/invitations/answer.server.ts";
import { closeAccountOfCoordinator, listLeftAlone } from "#app/domain/nodes/relief.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { endedSessionCookie } from "#app/http/session-cookie.server.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Checkbox, Form, SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";

export const meta = () => pageMeta("Cerrar tu cuenta");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx }) => ({
  hasPassword: (await ownPerson(ctx)).password_hash !== null,
  alone: (await listLeftAlone(ctx, ctx.actor)).map(({ slug, name }) => ({ slug, name })),
}));

export const action = actionWith({ who: "signed_in", input: CloseInput }, async ({ ctx, input, ip }) => {
  try {
    const { invitationIds } = await prepareClosing(ctx, input.current_password, ip);
    await giveBackSeats(ctx, invitationIds);
    await closeAccountOfCoordinator(ctx);
  } catch (error) {
    if (!isDomainError(error) || error.reason !== "last_administrator") throw error;
    return redirectWithFlash(paths.adminPeople(), { kind: "warn", text: "Eres la única persona que administra la red: nombra antes a otra." });
  }
  return redirectWithFlash(paths.home(), "Cerramos tu cuenta y borramos tus datos. Gracias por haber sido parte.", [["Set-Cookie", endedSessionCookie(ctx.deployment)]]);
});

/** Whoever waits for a seat gets it, with their mail, as when somebody answers that they cannot come. */
async function giveBackSeats(ctx: SignedIn, invitationIds: string[]): Promise<void> {
  for (const invitationId of invitationIds) {
    try {
      await answerInvitation(ctx, { invitationId, answer: "no" });
    } catch (error) {
      if (!isDomainError(error)) throw error; // cancelled or gone meanwhile: there is no seat to give back
    }
  }
}

export default function ClosePage() {
  const { hasPassword, alone } = useLoaderData<typeof loader>();
  const { errors } = useSubmission();
  return (
    <Page title="Cerrar tu cuenta" width="narrow">
      {alone.length > 0 && <LeftAlone nodes={alone} />}
      <Form errors={errors}>
        <p>
          Borramos tu nombre, tu correo y todo lo que dice quién eres; sales de tus nodos y liberamos tus cupos. De las reuniones a las que fuiste queda solo el número. Si quieres
          guardar algo, <a href={paths.accountData()}>descarga antes tus datos</a>.
        </p>
        {hasPassword && <CurrentPasswordField />}
        <Checkbox name="sure" required label="Entiendo que no se puede deshacer" />
        <SubmitBar>
          <Button kind="danger">Cerrar mi cuenta</Button>
          <LinkButton to={paths.account()} kind="quiet">
            Volver sin cambios
          </LinkButton>
        </SubmitBar>
      </Form>
    </Page>
  );
}

/** Closing is a right, whatever one coordinates; who is left to carry on had better know. */
function LeftAlone({ nodes }: { nodes: { slug: string; name: string }[] }) {
  return (
    <Notice kind="warn" title={nodes.length === 1 ? "Un nodo quedará sin coordinación" : `${nodes.length} nodos quedarán sin coordinación`}>
      <p>Eres la única persona que coordina. Puedes cerrar tu cuenta igual: le avisaremos a la administración. Si tienes tiempo, prepara antes el relevo:</p>
      <ul>
        {nodes.map((node) => (
          <li key={node.slug}>
            <a href={paths.nodeMembership(node.slug)}>{node.name}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
