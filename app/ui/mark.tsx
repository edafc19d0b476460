/** The mark: a short line with three joined dots, bent as the country is. Decoration: the name beside it speaks. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg className={className ? `mark ${className}` : "mark"} viewBox="7 0 18 32" aria-hidden="true" focusable="false">
      <path d="M19 5C18.5 9 14.5 11.5 13.5 16S15 24 18.5 27" />
      <circle cx="19" cy="5" r="4" />
      <circle className="mark-middle" cx="13.5" cy="16" r="4.5" />
      <circle cx="18.5" cy="27" r="4" />
    </svg>
  );
}

/** Mark and name together; `name` is the network's own. */
export function Wordmark({ name }: { name: string }) {
  return (
    <span className="wordmark">
      <Mark />
      <span className="wordmark-name">{name}</span>
    </span>
  );
}
