import { NOTE_MAX } from "#app/domain/collections/collection.ts";
import type { CollectionItem } from "#app/domain/collections/collections.repo.server.ts";
import { Button, ButtonForm } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Field, Form, TextArea } from "#app/ui/form.tsx";

/** The items of a collection, to be put in order, noted and taken out. */
export function CollectionItems({ items }: { items: readonly CollectionItem[] }) {
  return (
    <ol className="path path-edit">
      {items.map((item, index) => (
        <li key={item.resource_id} className="path-step" id={`paso-${item.resource_id}`}>
          <h3 className="path-title">{item.title}</h3>
          <div className="cluster gap-s">
            {index > 0 && <Move item={item} place={index} label="Subir" />}
            {index < items.length - 1 && <Move item={item} place={index + 2} label="Bajar" />}
            <ButtonForm size="small" kind="quiet" fields={{ act: "remove", resource_id: item.resource_id }} label={`Quitar ${item.title}`}>
              Quitar
            </ButtonForm>
          </div>
          <Disclosure
            summary={
              <span>
                {item.note_md ? "Nota y lugar" : "Agregar una nota o cambiar su lugar"}
                <span className="visually-hidden">: {item.title}</span>
              </span>
            }
          >
            <Form>
              <input type="hidden" name="act" value="note" />
              <input type="hidden" name="resource_id" value={item.resource_id} />
              <TextArea
                label="Nota"
                name="note"
                id={`nota-${item.resource_id}`}
                rows={2}
                maxLength={NOTE_MAX}
                value={item.note_md}
                hint="Por qué está aquí o qué mirar primero."
                optional
              />
              <div className="cluster">
                <Button kind="secondary">Guardar la nota</Button>
              </div>
            </Form>
            <Form>
              <input type="hidden" name="act" value="move" />
              <input type="hidden" name="resource_id" value={item.resource_id} />
              <Field label="Lugar" name="place" id={`lugar-${item.resource_id}`} type="number" min={1} max={items.length} value={index + 1} width="short" required />
              <div className="cluster">
                <Button kind="secondary">Mover</Button>
              </div>
            </Form>
          </Disclosure>
        </li>
      ))}
    </ol>
  );
}

function Move({ item, place, label }: { item: CollectionItem; place: number; label: string }) {
  return (
    <ButtonForm size="small" fields={{ act: "move", resource_id: item.resource_id, place: String(place) }} label={`${label} ${item.title}`}>
      {label}
    </ButtonForm>
  );
}
