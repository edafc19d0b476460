/** Meetings that repeat, and those held in a place and by video. */
export function SeriesHelp() {
  return (
    <>
      <h3 id="series">Reuniones que se repiten</h3>
      <p>
        En el formulario di cómo se repite: cada semana, cada mes (el segundo jueves, el último viernes, el día 15) o en fechas sueltas. Antes de invitar ves todas las fechas con
        feriados y vacaciones, y puedes quitar o agregar. Cada persona recibe un solo correo por todas, y responde una vez o fecha por fecha.
      </p>
      <p>
        Al editar, aplazar o cancelar eliges: solo esta fecha, esta y las siguientes, o todas las que quedan. Una fecha que cambiaste aparte sigue como está cuando cambias las
        demás. Lo que las personas respondieron de las otras fechas no se pierde.
      </p>
      <h3 id="dos-maneras">En persona y en línea a la vez</h3>
      <p>Si pones lugar y enlace, cada quien responde si va o se conecta. Se cuentan aparte, cada grupo con su cupo y su lista de espera.</p>
    </>
  );
}
