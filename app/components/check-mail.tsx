import type { ReactNode } from "react";
import { paths } from "#app/paths.ts";
import { Notice } from "#app/ui/flash.tsx";
import { Page } from "#app/ui/layout.tsx";

/** «We wrote to you», the same whether the address is known or not. */
export function CheckMail({ demo, children, again }: { demo: boolean; children: ReactNode; again: string }) {
  return (
    <Page title="Revisa tu correo" width="narrow">
      <div className="stack gap-m">
        {children}
        <p>
          ¿No llega? Mira en la carpeta de correo no deseado o <a href={again}>inténtalo de nuevo</a> en unos minutos.
        </p>
        {demo && (
          <Notice kind="info">
            <p>
              En esta demostración ningún mensaje sale de aquí: <a href={paths.caughtMail()}>míralo en la bandeja de la demostración</a>.
            </p>
          </Notice>
        )}
      </div>
    </Page>
  );
}
