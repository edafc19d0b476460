/** The files at a thing: as readers find them. Whoever makes the thing has `AttachmentManager`. */
import { fileTypeWords, sizeWords } from "#app/i18n/files.ts";
import { paths } from "#app/paths.ts";
import { Icon } from "#app/ui/icon.tsx";
import { FilePicture, type ShownFile, WidePicture } from "./attachment-picture.tsx";

/** Images with a thumbnail as a small gallery, all others as a list; of one image alone, the image. */
export function AttachmentList({ files }: { files: readonly ShownFile[] }) {
  if (files.length === 0) return null;
  const shown = files.filter((file) => file.kind === "image" && file.preview);
  const others = files.filter((file) => !shown.includes(file));
  return (
    <div className="files">
      {shown.length > 0 && (
        // biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of a list without bullets
        <ul role="list" className={shown.length === 1 ? "files-gallery files-gallery-one" : "files-gallery"}>
          {shown.map((file) => (
            <GalleryImage key={file.id} file={file} alone={shown.length === 1} />
          ))}
        </ul>
      )}
      {others.length > 0 && (
        // biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of a list without bullets
        <ul role="list" className="files-list">
          {others.map((file) => (
            <FileRow key={file.id} file={file} />
          ))}
        </ul>
      )}
    </div>
  );
}

function GalleryImage({ file, alone }: { file: ShownFile; alone: boolean }) {
  const named = { ...file, label: file.label || file.name };
  return (
    <li>
      <a href={paths.file(file.id, file.name)} className="files-image">
        {alone ? (
          <WidePicture file={named} lazy />
        ) : (
          <img src={paths.fileThumbnail(file.id, 320)} alt={named.label} loading="lazy" decoding="async" width={file.width ?? 4} height={file.height ?? 3} />
        )}
      </a>
      {file.label && <p className="files-caption">{file.label}</p>}
      <span className="files-address">{paths.file(file.id, file.name)}</span>
    </li>
  );
}

function FileRow({ file }: { file: ShownFile }) {
  const title = file.label || file.name;
  return (
    <li className="file">
      <FilePicture file={file} />
      <div className="file-words">
        <a href={paths.file(file.id, file.name)} className="file-name">
          {title}
        </a>
        {file.label && <p className="file-facts">{file.name}</p>}
        <p className="file-facts">
          {fileTypeWords(file)} · {sizeWords(file.size)}
        </p>
        <Player file={file} title={title} />
      </div>
      <a href={paths.file(file.id, file.name, { descargar: 1 })} className="file-download" aria-label={`Descargar ${title}`} download={file.name}>
        <Icon name="download" />
        <span>Descargar</span>
      </a>
    </li>
  );
}

/** Nothing of a video or an audio is loaded before somebody wants it. */
function Player({ file, title }: { file: ShownFile; title: string }) {
  const source = paths.file(file.id, file.name);
  if (file.kind === "video")
    return (
      // biome-ignore lint/a11y/useMediaCaption: captions are not kept apart
      <video className="file-player" controls preload="none" src={source} aria-label={title} width={16} height={9} />
    );
  // biome-ignore lint/a11y/useMediaCaption: captions are not kept apart
  if (file.kind === "audio") return <audio className="file-player" controls preload="none" src={source} aria-label={title} />;
  return null;
}
