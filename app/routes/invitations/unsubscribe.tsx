import { useActionData, useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { invalid } from "#app/domain/errors.ts";
import { readStopLink, resumeMail, stopMail } from "#app/domain/mail/stops.server.ts";
import { StopInput, type StopScope } from "#app/domain/mail/stops.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Page, Section, Stack } from "#app/ui/layout.tsx";

export const meta = () => [...pageMeta("Correos de la red"), { name: "robots", content: "noindex" }];

/** Shows, and only shows: mail scanners open every link. */
export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => {
  const { email, stopped } = await readStopLink(ctx, params.token ?? "");
  return { address: masked(email), stopped, network: ctx.deployment.networkName, token: params.token ?? "" };
});

const SAID: Record<StopScope, string> = {
  all: "Listo: no te escribiremos más sobre reuniones.",
  reminders: "Listo: ya no recibirás recordatorios.",
};

export const action = actionWith({ who: "anyone", input: StopInput }, async ({ ctx, input, params }) => {
  const token = params.token ?? "";
  if (input.scope === "resume") {
    await resumeMail(ctx, token);
    return redirectWithFlash(paths.unsubscribe(token), "Listo: volverás a recibir los correos.");
  }
  if (input.scope) {
    await stopMail(ctx, token, input.scope);
    return redirectWithFlash(paths.unsubscribe(token), SAID[input.scope]);
  }
  if (input["List-Unsubscribe"] !== "One-Click") throw invalid("scope", "choice");
  // The mail program's own button (RFC 8058): it wants an answer, not a redirect.
  await stopMail(ctx, token, "all");
  return { oneClick: true };
});

export default function Unsubscribe() {
  const { address, stopped, network } = useLoaderData<typeof loader>();
  const refused = useActionData<{ errors?: Record<string, string[]> }>()?.errors;
  return (
    <Page title={stopped === "all" ? "Ya no te escribimos" : "¿Dejar de recibir correos?"} lead={`Correos de ${network} a ${address}`} width="narrow">
      {refused && (
        <Notice kind="error">
          <p>Elige una de las opciones.</p>
        </Notice>
      )}
      {stopped && (
        <Notice kind="ok" title={stopped === "all" ? "Esta dirección no recibe correos sobre reuniones" : "Esta dirección no recibe recordatorios"}>
          <p>{stopped === "all" ? "Te pueden seguir invitando, pero no te llegará el aviso." : "Las invitaciones, los cambios y las cancelaciones siguen llegando."}</p>
        </Notice>
      )}
      <Stack>
        {stopped === null && (
          <Choice
            title="Solo los recordatorios"
            text="Seguirás recibiendo las invitaciones y los avisos de cambio o cancelación de cada reunión."
            scope="reminders"
            button="No más recordatorios"
          />
        )}
        {stopped !== "all" && (
          <Choice
            title="Todos los correos de reuniones"
            text="Invitaciones, cambios, cancelaciones, recordatorios y avisos de nodos. Si tienes cuenta, los correos para entrar o cambiar la clave siguen llegando."
            scope="all"
            button="No recibir más correos"
          />
        )}
        {stopped && <Choice title="¿Te arrepentiste?" text="Puedes volver a recibirlos cuando quieras, con este mismo enlace." scope="resume" button="Volver a recibir correos" />}
      </Stack>
    </Page>
  );
}

function Choice({ title, text, scope, button }: { title: string; text: string; scope: StopScope | "resume"; button: string }) {
  return (
    <Section title={title}>
      <p>{text}</p>
      <ButtonForm name="scope" value={scope} kind={scope === "resume" ? "primary" : "secondary"}>
        {button}
      </ButtonForm>
    </Section>
  );
}

/** A mail is often passed on: the page tells its owner which address it is, and nobody else the address. */
function masked(email: string): string {
  const [local = "", domain = ""] = email.split("@");
  return `${local.slice(0, 2)}…@${domain}`;
}
