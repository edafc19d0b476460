import { paths } from "#app/paths.ts";
import { Prose } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";

/** After the meeting, for whoever coordinates and for whoever took something on. */
export function MinutesHelp() {
  return (
    <Section title="Acta, acuerdos y certificados" id="acta">
      <Prose>
        <p>
          Prepara la <strong>agenda</strong> desde «Preparar»: parte de una plantilla, ajusta los minutos y di quién está a cargo. Al empezar la reunión puedes abrir el{" "}
          <strong>acta</strong>: trae las partes de la agenda y la asistencia. Si dos personas escriben lo mismo a la vez, verás los dos textos y eliges; nada se pierde.
        </p>
        <p>
          Cada acuerdo lleva responsable y fecha. Al publicar, el acta llega por correo a quienes elijas; si la corriges, se publica otra versión y la anterior se conserva. A quien
          tiene un acuerdo le recordamos por correo hasta que lo marque como hecho, desde el mismo correo o en <a href={paths.accountAgreements()}>tus acuerdos</a>.
        </p>
        <p>
          Los certificados se emiten de una vez para quienes vinieron, desde «Después». Los tuyos están en <a href={paths.accountCertificates()}>tus certificados</a>.
        </p>
      </Prose>
    </Section>
  );
}
