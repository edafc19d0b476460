import type { WayName } from "#app/domain/proposals/opening.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";

/** Three ways to decide, in plain words: the one that fits how much is at stake. */
const WAYS: { way: WayName; title: string; when: string; how: string; button: string }[] = [
  {
    way: "propuesta",
    title: "Nos compromete a todas y todos",
    when: "Cambia cómo trabajamos, usa recursos del círculo o es difícil de deshacer.",
    how: "Se aclara, se reacciona y se busca que nadie vea un daño. Queda un acuerdo con fecha de revisión.",
    button: "Hacer una propuesta",
  },
  {
    way: "consejo",
    title: "Me toca decidir, pero quiero escuchar antes",
    when: "Es parte de tu rol o de tu iniciativa y toca a otras personas.",
    how: "El círculo te aconseja y después decides tú, contando qué escuchaste.",
    button: "Pedir consejo",
  },
  {
    way: "sondeo",
    title: "Es un asunto liviano",
    when: "Elegir una fecha, un nombre, un color: da casi lo mismo cuál salga.",
    how: "Cada persona elige una opción y gana la más elegida.",
    button: "Hacer un sondeo",
  },
];

export function ChooseWay({ circleId, tension, meeting }: { circleId: string; tension: { id: string; title: string } | null; meeting: string }) {
  return (
    <>
      {tension && <p>Para atender la tensión «{tension.title}».</p>}
      <ul className="decision-ways">
        {WAYS.map(({ way, title, when, how, button }) => (
          <li key={way}>
            <h2>{title}</h2>
            <p>{when}</p>
            <p className="hint">{how}</p>
            <LinkButton to={paths.proposalNew(circleId, { tipo: way, tension: tension?.id ?? "", reunion: meeting })} kind="primary">
              {button}
            </LinkButton>
          </li>
        ))}
      </ul>
    </>
  );
}
