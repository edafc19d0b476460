import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { TrayMailActs, TrayMailView } from "#app/components/tray-mail.tsx";
import { notFound } from "#app/domain/errors.ts";
import { isId } from "#app/domain/events/event.ts";
import { dismissMail, openMail, reopenMail } from "#app/domain/replies/tray.server.ts";
import { publishFromTray, writerOfMail } from "#app/domain/threads/tray-posts.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm } from "#app/ui/button.tsx";
import { Page, Section } from "#app/ui/layout.tsx";

export const meta = () => pageMeta("Correo recibido");

function mailId(params: Record<string, string>): string {
  if (!params.mail || !isId(params.mail)) throw notFound();
  return params.mail;
}

export const loader = loaderWith({ who: "admin" }, async ({ ctx, params }) => {
  const mail = await openMail(ctx, "nobody", mailId(params));
  return { mail, writer: mail.hasOriginal ? await writerOfMail(ctx, mail) : null };
});

export const action = actionWith({ who: "admin" }, async ({ ctx, params, form }) => {
  const id = mailId(params);
  if (form.get("intent") === "publish") {
    await publishFromTray(ctx, id);
    return redirectWithFlash(paths.adminTrayMail(id), "Listo: se publica en la conversación.");
  }
  if (form.get("intent") === "reopen") {
    await reopenMail(ctx, "nobody", id);
    return redirectWithFlash(paths.adminTrayMail(id), "El correo está de nuevo por revisar.");
  }
  await dismissMail(ctx, "nobody", id);
  return redirectWithFlash(paths.adminTray(), "Listo: ya no está por revisar.");
});

export default function AdminTrayMail() {
  const { mail, writer } = useLoaderData<typeof loader>();
  return (
    <Page title={mail.subject || "(sin asunto)"} eyebrow={<a href={paths.adminTray()}>Correos recibidos</a>}>
      <TrayMailView mail={mail} originalTo={paths.adminTrayOriginal(mail.id)} />
      {writer && (
        <Section title="¿Lo escribió de verdad?">
          <p>
            Llegó a la dirección con que responde <strong>{writer.name}</strong>. Si sabes que es suyo, publícalo: quedará en la conversación con su nombre.
          </p>
          <ButtonForm kind="primary" icon="check" name="intent" value="publish">
            {`Publicar en nombre de ${writer.name}`}
          </ButtonForm>
        </Section>
      )}
      <TrayMailActs mail={mail} />
    </Page>
  );
}
