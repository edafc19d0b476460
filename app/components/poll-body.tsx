import type { ProcessPage } from "#app/domain/processes/kind.ts";
import type { PollView } from "#app/domain/proposals/poll.server.ts";
import { Button } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { RadioGroup, SubmitBar } from "#app/ui/form.tsx";
import { Section } from "#app/ui/layout.tsx";
import { Table } from "#app/ui/table.tsx";
import { ActForm, ForWhom, useTyped } from "./process-act.tsx";
import { Withdraw } from "./proposal-body.tsx";

type Page = ProcessPage<PollView>;

export function PollBody({ page }: { page: Page }) {
  const { view } = page;
  const name = (id: string) => page.people[id] ?? "Alguien del círculo";
  const leads = page.conducts || (page.hasVoice && view.author === page.me);
  const open = view.phase === "voting";
  return (
    <div className="stack gap-m">
      {view.html && <div className="prose" dangerouslySetInnerHTML={{ __html: view.html }} />}
      {view.withdrawn && (
        <Notice kind="info" title="El sondeo se retiró">
          <p>{view.withdrawn.reason}</p>
        </Notice>
      )}
      {open && <Choose page={page} />}
      <Section title={open ? "Hasta ahora" : "Resultado"} id="resultado">
        <Table
          caption="Preferencias por opción"
          captionHidden
          columns={[
            { key: "option", header: "Opción", primary: true, cell: (row) => row.label },
            { key: "votes", header: "Preferencias", numeric: true, cell: (row) => row.votes },
            { key: "people", header: "Quiénes", cell: (row) => row.people.map(name).join(", ") || "—" },
          ]}
          rows={view.tally}
          rowKey={(row) => row.id}
        />
      </Section>
      {open && leads && <Count page={page} />}
      <Withdraw page={page} what="el sondeo" />
    </div>
  );
}

function Choose({ page }: { page: Page }) {
  const typed = useTyped(page, "choose");
  if (!page.hasVoice && !page.forOthers) return null;
  const mine = page.forOthers ? undefined : page.view.choices.find((each) => each.person === page.me);
  return (
    <ActForm page={page} act="choose" errors={typed.errors}>
      <ForWhom page={page} id="choose-for" />
      <RadioGroup
        legend={mine ? "Tu opción (puedes cambiarla)" : "Elige una"}
        name="option"
        value={typed.value("option", mine?.option ?? "")}
        options={page.view.options.map(({ id, label }) => ({ value: id, label }))}
        required
      />
      <SubmitBar>
        <Button>{mine ? "Cambiar" : "Elegir"}</Button>
      </SubmitBar>
    </ActForm>
  );
}

function Count({ page }: { page: Page }) {
  const typed = useTyped(page, "count");
  const heard = page.spoken.filter((person) => page.voices.includes(person)).length;
  return (
    <section className="conduct" aria-label="Para quien lo abrió o facilita">
      <ActForm page={page} act="count" errors={typed.errors}>
        <p className="hint">
          {heard === 1 ? "Ha respondido una persona" : `Han respondido ${heard}`} de {page.voices.length}; hacen falta al menos {page.process.quorum}.
        </p>
        <SubmitBar>
          <Button kind="secondary">Cerrar el sondeo</Button>
        </SubmitBar>
      </ActForm>
    </section>
  );
}
