import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Page } from "#app/ui/layout.tsx";

const WORDS = {
  used: { title: "Este enlace ya se usó", lead: "Cada enlace sirve una sola vez. Si lo abriste en otra pestaña, ahí quedó hecho." },
  expired: { title: "Este enlace venció", lead: "Los enlaces duran poco para cuidar tu cuenta. Pide uno nuevo y te llegará en un momento." },
  unknown: { title: "Este enlace no está completo", lead: "Puede que el correo lo haya cortado. Cópialo entero desde el mensaje, o pide uno nuevo." },
};

/** What a mailed link shows when there is nothing more to do with it, and the way on. */
export function DeadLink({ state, signedIn, again, againLabel }: { state: keyof typeof WORDS; signedIn: boolean; again: string; againLabel: string }) {
  return (
    <Page title={WORDS[state].title} lead={WORDS[state].lead} width="narrow">
      <p className="cluster">
        {signedIn ? <LinkButton to={paths.home()}>Seguir: ya estás en tu cuenta</LinkButton> : <LinkButton to={again}>{againLabel}</LinkButton>}
        {!signedIn && again !== paths.signIn() && (
          <LinkButton to={paths.signIn()} kind="quiet">
            Entrar
          </LinkButton>
        )}
      </p>
    </Page>
  );
}
