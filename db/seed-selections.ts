/** The selections of the example network: one by consent that was proclaimed after an objection, and one over days whose reasons have just been shown. */
import { listRoles } from "#app/domain/circles/circles.repo.server.ts";
import { openSelection } from "#app/domain/selections/opening.server.ts";
import { SelectionOpening } from "#app/domain/selections/opening.ts";
import { selectionKind } from "#app/domain/selections/selection.server.ts";
import { newId } from "./ids.ts";
import { ALVARO, CAMILO, DANIELA, FELIPE, LORETO, NATALIA, OSCAR } from "./seed-electricidad.ts";
import { as, doing, type Play } from "./seed-processes.ts";

interface Opened {
  say: ReturnType<typeof doing>;
  idOf: (name: string) => string;
}

async function opened(play: Play, by: string, daysAgo: number, key: string): Promise<Opened | null> {
  const ctx = await as(play, by, daysAgo);
  const role = (await listRoles(ctx.db, play.circleId)).find((each) => each.key === key);
  if (!role) return null;
  const { id } = await openSelection(ctx, play.circleId, SelectionOpening.parse({ process_id: newId(), role_id: role.id, mode: "days", phase_days: 5 }));
  return { say: doing(play, selectionKind, id), idOf: (name) => play.people.find((person) => person.name === name)?.id ?? "" };
}

const ROSA = "Rosa Quispe Choque";
const MARCELO = "Marcelo Flores Tapia";
const YASNA = "Yasna Colque Vilca";
const PAOLA = "Paola Rivera Cortés";
const LUIS = "Luis Alberto Carvajal";
const XIMENA = "Ximena Olivares Castro";

/** Of Inti Red, for its facilitator: an objection shortened the term, and he said yes. */
export async function seedProclaimed(play: Play): Promise<void> {
  const selection = await opened(play, ROSA, 30, "facilitator");
  if (!selection) return;
  const { say, idOf } = selection;
  for (const name of [ROSA, YASNA, PAOLA]) await say(name, 29.5, "fine");
  await say(ROSA, 29, "open_nominations");
  const nominated = { nominee: idOf(MARCELO), reason: "Hace hablar a quienes están lejos y cuida la hora." };
  for (const name of [ROSA, YASNA, LUIS]) await say(name, 28.5, "nominate", nominated);
  await say(PAOLA, 28.4, "nominate", { nominee: idOf(XIMENA), reason: "Prepara muy bien cada sesión." });
  await say(XIMENA, 28.3, "nominate", { nominee: idOf(MARCELO), reason: "Con él las reuniones terminan a tiempo." });
  await say(MARCELO, 28.2, "nominate", { nominee: idOf(PAOLA), reason: "Conoce a todos los liceos desde Arica hasta Coquimbo." });
  await say(ROSA, 28, "close_nominations");
  await say(PAOLA, 27.5, "change", { nominee: idOf(MARCELO), reason: "Me convencieron las razones de Yasna." });
  for (const name of [ROSA, YASNA, LUIS, XIMENA, MARCELO]) await say(name, 27, "keep");
  await say(ROSA, 26.5, "close_change");
  await say(ROSA, 26, "propose", { nominee: idOf(MARCELO), reason: "Casi todas las razones hablan de él.", months: 12, conditions: "" });
  for (const name of [ROSA, YASNA, PAOLA, LUIS]) await say(name, 25.5, "stance", { stance: "consent", proposal: 1 });
  await say(MARCELO, 25.4, "stance", { stance: "objection", words: "En marzo cambio de jornada: un año entero no lo puedo asegurar.", proposal: 1 });
  await say(XIMENA, 25.3, "stance", { stance: "concern", words: "Que alguien pueda reemplazarlo cuando no haya señal.", proposal: 1 });
  await say(ROSA, 25, "take_up", { proposal: 1, objections: 1 });
  const amended = {
    nominee: idOf(MARCELO),
    reason: "Seis meses, y en abril lo miramos de nuevo.",
    months: 6,
    conditions: "Ximena lo reemplaza cuando no pueda conectarse.",
    objections: 1,
  };
  await say(ROSA, 24.5, "amend", amended);
  for (const name of [ROSA, YASNA, PAOLA, LUIS, XIMENA, MARCELO]) await say(name, 24, "stance", { stance: "consent", proposal: 2 });
  await say(ROSA, 23.5, "close_consent", { proposal: 2, objections: 0 });
  await say(MARCELO, 23, "accept", { proposal: 2 });
}

/** Of Electricidad, for its facilitator, whose external holder ends soon: the reasons are on the table, and some have said whether they keep their word. */
export async function seedChanging(play: Play): Promise<void> {
  const selection = await opened(play, CAMILO, 6, "facilitator");
  if (!selection) return;
  const { say, idOf } = selection;
  for (const name of [CAMILO, DANIELA, FELIPE, NATALIA, ALVARO, LORETO]) await say(name, 5.8, "fine");
  await say(OSCAR, 5.7, "comment", { words: "Que quede claro que puede pedir ayuda para preparar la sesión." });
  await say(CAMILO, 5.5, "open_nominations");
  await say(FELIPE, 5, "nominate", { nominee: idOf(DANIELA), reason: "Escucha, y cuida que hable también quien habla poco." });
  await say(OSCAR, 4.7, "nominate", { nominee: idOf(DANIELA), reason: "En la última sesión condujo muy bien el cierre." });
  await say(CAMILO, 4.5, "nominate", { nominee: idOf(ALVARO), reason: "Ordena las conversaciones difíciles sin apurar a nadie." });
  await say(DANIELA, 4.2, "nominate", { nominee: idOf(ALVARO), reason: "Siempre llega con la pauta lista." });
  await say(NATALIA, 4, "nominate", { nominee: idOf(DANIELA), reason: "Desde Talca ha sostenido el grupo todo el año." });
  await say(LORETO, 3.5, "nominate", { nominee: idOf(LORETO), reason: "Me gustaría aprender a conducir, con alguien al lado." });
  await say(ALVARO, 3, "nominate", { nominee: idOf(DANIELA), reason: "Tiene paciencia y buen humor." });
  await say(CAMILO, 1, "close_nominations");
  await say(OSCAR, 0.8, "keep");
  await say(LORETO, 0.4, "change", { nominee: idOf(DANIELA), reason: "Puedo aprender acompañándola." });
}
