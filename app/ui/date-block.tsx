import { classNames } from "./class-names.ts";

export type DateBlockProps = {
  /** «sáb», or the whole word. */
  weekday: string;
  /** «5»; «28–30» for several days. */
  day: string;
  /** «dic». */
  month: string;
  /** «18:30». */
  time?: string;
  /** «hora de Rapa Nui», only where it differs from the reader's. */
  zone?: string;
  /** Only where it is not this year. */
  year?: string;
  cancelled?: boolean;
  /** ISO, for machines. */
  dateTime: string;
  size?: "normal" | "large";
};

/** The signature piece: weekday, big day, month, hour; the same in card, page, mail, poster and print. */
export function DateBlock({ weekday, day, month, time, zone, year, cancelled = false, dateTime, size = "normal" }: DateBlockProps) {
  return (
    <time className={classNames("date-block", size === "large" && "date-block-large", cancelled && "date-block-cancelled")} dateTime={dateTime}>
      <span className="date-weekday">{weekday}</span> <span className={day.length > 2 ? "date-day date-day-long" : "date-day"}>{day}</span>{" "}
      <span className="date-month">
        {month}
        {year && ` ${year}`}
      </span>
      {time && <span className="date-time"> {time}</span>}
      {zone && <span className="date-zone"> {zone}</span>}
      {cancelled && <span className="date-cancelled"> Cancelada</span>}
    </time>
  );
}
