/** Why applying did not work: what happened and what to do. */

const SENTENCES: Record<string, string> = {
  not_open_yet: "Esta convocatoria todavía no abre: vuelve cuando empiece el plazo.",
  closed: "El plazo ya terminó: no se puede enviar ni cambiar nada más.",
  cancelled: "Esta convocatoria quedó sin efecto.",
  most_each: "Ya tienes todas las postulaciones que esta convocatoria permite por persona. Puedes cambiar o retirar la que enviaste.",
  organises: "Quienes organizan o integran el jurado no pueden postular a esta convocatoria.",
  submitted: "Esta postulación ya se envió: puedes retirarla mientras el plazo siga abierto.",
  out: "Esta postulación quedó fuera de bases: no se puede cambiar.",
  call_decided: "Los resultados ya se publicaron, o la convocatoria terminó: esto ya no se puede cambiar.",
};

export const applicationRefusal = (reason: string | undefined): string => SENTENCES[reason ?? ""] ?? "No se pudo hacer: la convocatoria cambió. Vuelve a cargar la página.";
