import { paths } from "#app/paths.ts";
import { Icon, type IconName } from "#app/ui/icon.tsx";

/** What is shown of an attachment (`attachmentsOf()` gives more). */
export interface ShownFile {
  id: string;
  name: string;
  label: string;
  media_type: string;
  kind: string;
  size: number;
  width: number | null;
  height: number | null;
  pages: number | null;
  preview: boolean | number;
}

const PICTURES: Record<string, IconName> = { pdf: "document", office: "document", text: "document", image: "eye", video: "online", audio: "feed", zip: "library" };

/** The thumbnail in a frame of fixed size, or a drawing of what kind of file it is. */
export function FilePicture({ file }: { file: ShownFile }) {
  return (
    <span className="file-picture" aria-hidden="true">
      {file.preview ? <img src={paths.fileThumbnail(file.id)} alt="" loading="lazy" decoding="async" width={64} height={80} /> : <Icon name={PICTURES[file.kind] ?? "document"} />}
    </span>
  );
}

/** The picture itself, as wide as its place: a phone gets the small one, whose weight a poor line bears. */
export function WidePicture({ file, className, large, lazy = false }: { file: ShownFile; className?: string; large?: string | undefined; lazy?: boolean }) {
  return (
    <picture>
      <source media="(max-width: 40rem)" srcSet={paths.fileThumbnail(file.id, 320)} />
      <img
        className={className}
        src={large ?? paths.fileThumbnail(file.id, 960)}
        alt={file.label}
        width={file.width ?? 960}
        height={file.height ?? 640}
        loading={lazy ? "lazy" : "eager"}
        decoding="async"
      />
    </picture>
  );
}
