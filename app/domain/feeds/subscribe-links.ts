/** The same feed as each calendar program wants to be told of it. All take the https address of the feed. */

/** Apple Calendar, Thunderbird and most phones. */
export function webcalUrl(feedUrl: string): string {
  return feedUrl.replace(/^https?:/, "webcal:");
}

/** Google takes a subscription only as an encoded webcal address; given https it opens an empty page. */
export function googleUrl(feedUrl: string): string {
  return `https://calendar.google.com/calendar/render?cid=${encodeURIComponent(webcalUrl(feedUrl))}`;
}

/** Outlook with a personal account (outlook.com, Hotmail). New Outlook strips `webcal:`, so it gets https. */
export function outlookUrl(feedUrl: string, name: string): string {
  return outlook("outlook.live.com", feedUrl, name);
}

/** Outlook with the account of a school or a service (Microsoft 365). */
export function office365Url(feedUrl: string, name: string): string {
  return outlook("outlook.office.com", feedUrl, name);
}

function outlook(host: string, feedUrl: string, name: string): string {
  return `https://${host}/calendar/0/addfromweb?url=${encodeURIComponent(feedUrl)}&name=${encodeURIComponent(name)}`;
}
