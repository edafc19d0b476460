import { paths } from "#app/paths.ts";
import { Prose } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";

/** Circles and their roles, for whoever sits in one or runs it. */
export function CirclesHelp() {
  return (
    <Section title="Círculos y roles" id="circulos">
      <Prose>
        <p>
          Un <a href={paths.circles()}>círculo</a> es el grupo que gobierna un nodo. Cada integrante tiene una voz. Parte con cuatro roles, y puede agregar otros: embajador/a
          (lleva su voz afuera), coordinador/a (trae lo que pasa en la red y convoca), secretario/a (guarda la memoria) y facilitador/a (conduce las reuniones).
        </p>
        <p>
          Los roles duran un tiempo, casi siempre un año, y lo que permiten hacer termina con ellos. En la página de un rol ves quién lo ejerce, quiénes lo tuvieron antes y cuándo
          se evalúa; desde ahí se inicia la elección de quien sigue, o lo dejas si ya no puedes. Quien coordina a solas un nodo no puede irse sin que alguien siga.
        </p>
        <p>
          Dos meses, un mes y una semana antes de que termine un período, el círculo recibe un aviso con el enlace para empezar la elección. Cuando alguien asume, el círculo puede
          publicar su investidura: una página, y un correo a su nodo, que presenta a quienes ejercen los roles. Con tu cuenta, el <a href={paths.governance()}>panorama</a> muestra
          qué roles están vacantes, qué períodos terminan y qué acuerdos toca revisar.
        </p>
        <p>
          Un círculo se une al de arriba por dos personas distintas, su embajador/a y su coordinador/a: es el doble enlace. Si falta alguna, su página lo dice. Para reunirlo usa
          «Convocar reunión del círculo»: invita a quienes tienen voz ese día, también a quienes enlazan los subcírculos.
        </p>
      </Prose>
    </Section>
  );
}
