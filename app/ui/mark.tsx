/** The mark: a short vertical line with three joined dots, the strip in small. Decoration: the name beside it speaks. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg className={className ? `mark ${className}` : "mark"} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path className="mark-line" d="M16 3.5v25" />
      <path className="mark-thread" d="M16 7.5C24.5 9 24.5 14.5 16 16s-8.5 7-0 8.5" />
      <circle cx="16" cy="7.5" r="3.5" />
      <circle className="mark-middle" cx="16" cy="16" r="3.5" />
      <circle cx="16" cy="24.5" r="3.5" />
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
