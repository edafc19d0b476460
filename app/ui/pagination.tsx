import { Icon } from "./icon.tsx";

/** «Anterior · página 2 de 7 · Siguiente». Nothing at all when there is one page. */
export function Pagination({ page, pages, href, label = "Páginas" }: { page: number; pages: number; href: (page: number) => string; label?: string }) {
  if (pages <= 1) return null;
  return (
    <nav className="pagination" aria-label={label}>
      {page > 1 ? (
        <a rel="prev" href={href(page - 1)}>
          <Icon name="arrow-left" />
          Anterior
        </a>
      ) : (
        <span />
      )}
      <span className="pagination-here">
        Página {page} de {pages}
      </span>
      {page < pages ? (
        <a rel="next" href={href(page + 1)}>
          Siguiente
          <Icon name="arrow-right" />
        </a>
      ) : (
        <span />
      )}
    </nav>
  );
}
