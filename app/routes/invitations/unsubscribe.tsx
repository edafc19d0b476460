import { useActionData, useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { invalid } from "#app/domain/errors.ts";
import { readStopLink, resumeMail, stopMail } from "#app/domain/mail/stops.server.ts";
import { StopInput, type StopScope } from "#app/domain/mail/stops.ts";
import { muteByLink, readMuteLink } from "#app/domain/threads/mute-link.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Page, Section, Stack } from "#app/ui/layout.tsx";

export const meta = () => [...pageMeta("Correos de la red"), { name: "robots", content: "noindex" }];

/** Shows, and only shows: mail scanners open every link. */
export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => {
  const token = params.token ?? "";
  const shown = { network: ctx.deployment.networkName, token };
  const mute = await readMuteLink(ctx, token);
  if (mute) return { ...shown, address: masked(mute.email), stopped: null, mute: { muted: mute.muted } };
  const { email, stopped } = await readStopLink(ctx, token);
  return { ...shown, address: masked(email), stopped, mute: null };
});

const SAID: Record<StopScope, string> = {
  all: "Listo: no te escribiremos más sobre reuniones.",
  reminders: "Listo: ya no recibirás recordatorios.",
};

export const action = actionWith({ who: "anyone", input: StopInput }, async ({ ctx, input, params }) => {
  const token = params.token ?? "";
  if (await readMuteLink(ctx, token)) {
    await muteByLink(ctx, token, input.scope !== "resume");
    if (!input.scope) return { oneClick: true };
    return redirectWithFlash(paths.unsubscribe(token), input.scope === "resume" ? "Listo: te volverán a llegar los mensajes." : "Listo: silenciaste esta conversación.");
  }
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
  const { address, stopped, network, mute } = useLoaderData<typeof loader>();
  const refused = useActionData<{ errors?: Record<string, string[]> }>()?.errors;
  if (mute) return <MuteThread muted={mute.muted} lead={`Correos de ${network} a ${address}`} />;
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

/** Of one conversation, from its mails. Which one is not said: whoever has the mail knows it, and it may not be theirs to read any more. */
function MuteThread({ muted, lead }: { muted: boolean; lead: string }) {
  return (
    <Page title={muted ? "Silenciaste esta conversación" : "¿Silenciar esta conversación?"} lead={lead} width="narrow">
      <Stack>
        {muted ? (
          <Choice title="¿Te arrepentiste?" text="Puedes volver a recibir sus mensajes cuando quieras." scope="resume" button="Volver a recibirlos" />
        ) : (
          <Choice title="Solo esta conversación" text="No te llegarán más sus mensajes. La sigues viendo en su nodo." scope="all" button="Silenciar la conversación" />
        )}
        <p>
          Con tu cuenta eliges también <a href={paths.accountNotices()}>qué te avisamos de cada nodo</a>.
        </p>
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
