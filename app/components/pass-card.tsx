import type { ReactNode } from "react";

/** A QR drawn on the server, on white whatever the page's colours. */
export function QrPicture({ svg, label }: { svg: string; label: string }) {
  return <div className="qr" role="img" aria-label={label} dangerouslySetInnerHTML={{ __html: svg }} />;
}

/** What is shown at the door: the code, who it is, what it is for. Prints as one small sheet. */
export function PassCard({ svg, name, school, title, when, place }: { svg: string; name: string; school: string | null; title: string; when: ReactNode; place: string | null }) {
  return (
    <section className="pass" aria-label="Tu entrada">
      <QrPicture svg={svg} label={`Código de entrada de ${name}`} />
      <p className="pass-name">{name}</p>
      {school && <p className="pass-school">{school}</p>}
      <p className="pass-title">{title}</p>
      <p>{when}</p>
      {place && <p>{place}</p>}
    </section>
  );
}
