/** The body of a process, by its kind. */
import type { ProcessPage } from "#app/domain/processes/kind.ts";
import { AdviceBody } from "./advice-body.tsx";
import { PollBody } from "./poll-body.tsx";
import { ProposalBody } from "./proposal-body.tsx";
import { SelectionBody } from "./selection-body.tsx";

/** `view` is what the kind itself made of its state for this reader: only its own body knows its shape. */
export function ProcessBody({ page }: { page: ProcessPage<unknown> }) {
  const own = page as never;
  switch (page.process.kind) {
    case "proposal":
      return <ProposalBody page={own} />;
    case "advice":
      return <AdviceBody page={own} />;
    case "poll":
      return <PollBody page={own} />;
    case "selection":
      return <SelectionBody page={own} />;
  }
}
