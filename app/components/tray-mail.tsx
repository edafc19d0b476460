import type { OpenedMail } from "#app/domain/replies/tray.server.ts";
import { eventWhen, longDateTime } from "#app/i18n/dates.ts";
import { reasonWords, SAYS_WORDS } from "#app/i18n/replies.ts";
import { MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Facts } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Cluster, Section } from "#app/ui/layout.tsx";

type Mail = OpenedMail;

/** What came, from whom, and why nobody could take it for an answer. Its text is shown as text: nothing of it runs or loads. */
export function TrayMailView({ mail, originalTo }: { mail: Mail; originalTo: string }) {
  const { long, short } = reasonWords(mail.reason, mail.thread_id !== null);
  return (
    <>
      <Notice
        kind={mail.state === "refused" ? "error" : mail.state === "tray" && !mail.handled_at ? "warn" : "info"}
        title={mail.state === "taken" ? (mail.post_id ? "Se publicó en la conversación" : "Se leyó y quedó anotado") : short}
      >
        <p>{mail.state === "taken" && mail.post_id ? "Lo que escribió está en la conversación, con su nombre." : long}</p>
        {mail.proposal && (
          <p>
            Propone: <strong>{eventWhen({ ...mail.proposal, zone: MAIN_ZONE, all_day: false })}</strong>.
          </p>
        )}
      </Notice>
      <Facts
        facts={[
          { term: "De", detail: mail.from_name ? `${mail.from_name} <${mail.from_email}>` : mail.from_email || "Sin remitente" },
          ...(mail.invited_email ? [{ term: "Invitación de", detail: mail.invited_name || mail.invited_email }] : []),
          ...(mail.thread_id && mail.thread_title ? [{ term: "Conversación", detail: <a href={paths.thread(mail.thread_id)}>{mail.thread_title}</a> }] : []),
          { term: "Llegó", detail: longDateTime(mail.received_at) },
          ...(mail.answer ? [{ term: mail.handled_at ? "Se anotó" : "Dice que", detail: SAYS_WORDS[mail.answer] ?? mail.answer }] : []),
          ...(mail.comment ? [{ term: "Comentario", detail: `«${mail.comment}»` }] : []),
          ...(mail.handled_at ? [{ term: "Revisado", detail: `${longDateTime(mail.handled_at)}${mail.handler_name ? `, por ${mail.handler_name}` : ""}` }] : []),
        ]}
      />
      <Section title="Mensaje">
        {mail.text ? <pre className="mail-text">{mail.text}</pre> : <p className="hint">{mail.hasOriginal ? "El correo no trae texto." : "El mensaje ya no se guarda."}</p>}
      </Section>
      {mail.hasOriginal && (
        <Cluster>
          <LinkButton to={originalTo} icon="download">
            Descargar el correo original
          </LinkButton>
        </Cluster>
      )}
    </>
  );
}

/** Dismiss it, or take it up again. */
export function TrayMailActs({ mail }: { mail: Mail }) {
  if (mail.state !== "tray") return null;
  return mail.handled_at ? (
    <ButtonForm kind="secondary" icon="repeat" name="intent" value="reopen">
      Volver a dejar por revisar
    </ButtonForm>
  ) : (
    <ButtonForm kind="secondary" icon="check" name="intent" value="dismiss">
      No hace falta hacer nada
    </ButtonForm>
  );
}
