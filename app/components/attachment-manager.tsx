/** The files of a thing, for whoever makes it: name them, order them, take them away, add others. Its page's action calls `actOnAttachments()`. */
import { ACCEPTED, MAX_BYTES, MAX_VIDEO_BYTES, MEGABYTE } from "#app/domain/files/file.ts";
import { fileTypeWords, sizeWords } from "#app/i18n/files.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { FilePicture, type ShownFile } from "./attachment-picture.tsx";

interface Managed {
  ownerKind: "resource" | "replication" | "post" | "application";
  ownerId: string;
  files: readonly ShownFile[];
  /** The page this stands on: acts are posted to it, and an upload comes back to it. Give it `handle = { scripts: ["/js/upload.js"] }`. */
  back: string;
}

export function AttachmentManager({ ownerKind, ownerId, files, back }: Managed) {
  return (
    <div className="files-manager" id="archivos">
      <div data-refresh="archivos">
        {files.length > 0 && (
          // biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of a list without bullets
          <ol role="list" className="files-list">
            {files.map((file, index) => (
              <ManagedFile key={file.id} file={file} back={back} first={index === 0} last={index === files.length - 1} />
            ))}
          </ol>
        )}
      </div>
      <UploadForm ownerKind={ownerKind} ownerId={ownerId} back={back} any={files.length > 0} />
    </div>
  );
}

function ManagedFile({ file, back, first, last }: { file: ShownFile; back: string; first: boolean; last: boolean }) {
  return (
    <li className="file file-managed" id={`archivo-${file.id}`}>
      <FilePicture file={file} />
      <div className="file-words">
        <a href={paths.file(file.id, file.name)} className="file-name">
          {file.name}
        </a>
        <p className="file-facts">
          {fileTypeWords(file)} · {sizeWords(file.size)}
        </p>
      </div>
      <LabelForm file={file} back={back} />
      <div className="file-acts">
        {!first && <Move file={file} back={back} way="up" />}
        {!last && <Move file={file} back={back} way="down" />}
        <Remove file={file} back={back} />
      </div>
    </li>
  );
}

function LabelForm({ file, back }: { file: ShownFile; back: string }) {
  const image = file.kind === "image";
  return (
    <form method="post" action={back} className="file-label">
      <input type="hidden" name="archivo" value={file.id} />
      <label htmlFor={`rotulo-${file.id}`}>{image ? "Qué se ve en la imagen" : "Qué es este archivo"}</label>
      <div className="input-line">
        <input
          className="input"
          type="text"
          id={`rotulo-${file.id}`}
          name="rotulo"
          defaultValue={file.label}
          maxLength={200}
          placeholder={image ? "Para quien no puede verla" : "Por ejemplo: guía para estudiantes"}
        />
        <Button kind="secondary" size="small" name="hacer" value="rotular" aria-label={`Guardar qué es ${file.name}`}>
          Guardar
        </Button>
      </div>
    </form>
  );
}

function Move({ file, back, way }: { file: ShownFile; back: string; way: "up" | "down" }) {
  const words = way === "up" ? "Más arriba" : "Más abajo";
  return (
    <form method="post" action={back} className="button-form">
      <input type="hidden" name="archivo" value={file.id} />
      <Button kind="quiet" size="small" name="hacer" value={way === "up" ? "subir" : "bajar"} aria-label={`${words}: ${file.name}`}>
        {words}
      </Button>
    </form>
  );
}

/** Asked once more, without a script. */
function Remove({ file, back }: { file: ShownFile; back: string }) {
  return (
    <details className="file-remove">
      <summary className="button button-quiet button-small" aria-label={`Quitar ${file.name}`}>
        Quitar
      </summary>
      <form method="post" action={back}>
        <input type="hidden" name="archivo" value={file.id} />
        <p>¿Quitamos «{file.label || file.name}»?</p>
        <Button kind="danger" size="small" name="hacer" value="quitar">
          Sí, quitar
        </Button>
      </form>
    </details>
  );
}

const megabytes = (bytes: number) => `${Math.round(bytes / MEGABYTE)} MB`;

/** Works as a plain form; public/js/upload.js sends in parts as soon as files are chosen, goes on after a cut, and tells how far it is. */
function UploadForm({ ownerKind, ownerId, back, any }: Omit<Managed, "files"> & { any: boolean }) {
  const limits = { "data-most": MAX_BYTES, "data-most-video": MAX_VIDEO_BYTES };
  return (
    <form
      method="post"
      encType="multipart/form-data"
      action={paths.fileUpload(ownerKind, ownerId)}
      className="upload"
      data-upload=""
      data-sending="Subiendo… puede tardar"
      {...limits}
    >
      <input type="hidden" name="volver" value={back} />
      <label htmlFor="subir" className="upload-title">
        {any ? "Agregar más archivos" : "Agregar archivos"}
      </label>
      <p className="hint" id="subir-ayuda">
        PDF, Word, Excel, PowerPoint, OpenDocument, imágenes, audio, texto o carpetas .zip, hasta {megabytes(MAX_BYTES)} cada uno; videos, hasta {megabytes(MAX_VIDEO_BYTES)}.
      </p>
      <input className="input input-file" type="file" id="subir" name="archivo" multiple required accept={ACCEPTED} aria-describedby="subir-ayuda" />
      <ul className="upload-list" data-upload-list="" hidden />
      <p className="upload-said" data-upload-said="" aria-live="polite" />
      <Button icon="upload" data-upload-send="">
        Subir
      </Button>
    </form>
  );
}
