import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Prose } from "#app/ui/card.tsx";
import { Page, Section } from "#app/ui/layout.tsx";

export const meta = () => pageMeta("Accesibilidad", "Cómo está hecho este sitio para que todas las personas puedan usarlo, y a quién escribir si algo no funciona.");

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx }) => ({ contact: ctx.deployment.mailFrom.address }));

export default function AccessibilityPage() {
  const { contact } = useLoaderData<typeof loader>();
  return (
    <Page title="Accesibilidad" width="narrow" lead="Este sitio es para todas las personas de la red, con el equipo y la conexión que tengan.">
      <Section title="Cómo está hecho">
        <Prose>
          <ul>
            <li>Se puede leer y usar completo con teclado, con lector de pantalla, con letra aumentada y en una pantalla de teléfono.</li>
            <li>Todo funciona también sin programas en el navegador (JavaScript), y las páginas públicas pesan poco: sirven con mala señal.</li>
            <li>Sigue los colores claros u oscuros de tu equipo, con contraste suficiente. Nada se dice solo con color: cada nodo tiene además su dibujo.</li>
            <li>No hay movimiento si tu equipo pide reducirlo, ni mensajes que desaparezcan antes de leerlos.</li>
            <li>Los errores se explican junto a cada campo y lo que escribiste se conserva.</li>
            <li>Los correos se leen igual de bien como texto simple.</li>
          </ul>
          <p>Lo hacemos según las pautas WCAG 2.2, nivel AA, y revisamos cada página con pruebas automáticas antes de publicarla.</p>
        </Prose>
      </Section>
      <Section title="Lo que no depende del sitio">
        <Prose>
          <p>
            Las descripciones que escribe cada coordinación y las salas de videollamada pueden tener barreras que no vemos. Si te pasa, avisa a la coordinación de tu nodo o
            escríbenos.
          </p>
        </Prose>
      </Section>
      <Section title="Si algo no te funciona">
        <Prose>
          <p>
            Escribe a <a href={`mailto:${contact}`}>{contact}</a> y cuéntanos qué querías hacer y con qué equipo. También está la <a href={paths.help()}>ayuda</a>.
          </p>
        </Prose>
      </Section>
    </Page>
  );
}
