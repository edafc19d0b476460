import { paths } from "#app/paths.ts";

/** How the calendar is looked at, narrowed, printed and passed on. */
export function ViewsHelp() {
  return (
    <>
      <h3 id="vistas">Mirar, imprimir y compartir</h3>
      <p>
        El <a href={paths.calendar()}>calendario</a> se ve por mes, semana, agenda, año o en el mapa. Elige nodo, tipo, territorio, región o establecimiento: al cambiar de vista la
        selección se mantiene, y con «Suscribir a esta vista» la llevas tal cual a tu calendario.
      </p>
      <p>
        Cada vista se imprime en una hoja: el <a href={paths.calendar({ vista: "anual" })}>plan del año</a> sale horizontal, para la pared. Las reuniones públicas se pasan por
        WhatsApp o correo desde «Compartir», en su página.
      </p>
    </>
  );
}
