/** The sheets of style that only some pages link: `export { workSheet as links } from "#app/components/sheets.ts";` */
import type { LinksFunction } from "@remix-run/node";
import actorsHref from "#app/ui/actors.css?url";
import calendarHref from "#app/ui/calendar.css?url";
import callsHref from "#app/ui/calls.css?url";
import circlesHref from "#app/ui/circles.css?url";
import conversationsHref from "#app/ui/conversations.css?url";
import experiencesHref from "#app/ui/experiences.css?url";
import posterHref from "#app/ui/poster.css?url";
import repositoryHref from "#app/ui/repository.css?url";
import workHref from "#app/ui/work.css?url";

export const calendarSheet: LinksFunction = () => [{ rel: "stylesheet", href: calendarHref }];
export const workSheet: LinksFunction = () => [{ rel: "stylesheet", href: workHref }];
export const circleSheet: LinksFunction = () => [{ rel: "stylesheet", href: circlesHref }];
export const actorSheet: LinksFunction = () => [{ rel: "stylesheet", href: actorsHref }];
export const repositorySheet: LinksFunction = () => [{ rel: "stylesheet", href: repositoryHref }];
/** With what the repository's pages share. */
export const experienceSheet: LinksFunction = () => [...repositorySheet(), { rel: "stylesheet", href: experiencesHref }];
/** The poster of an experience: a sheet of its own, it shares nothing with the page. */
export const posterSheet: LinksFunction = () => [{ rel: "stylesheet", href: posterHref }];
export const conversationSheet: LinksFunction = () => [{ rel: "stylesheet", href: conversationsHref }];
/** A thread with the files at its posts. */
export const threadSheets: LinksFunction = () => [...repositorySheet(), ...conversationSheet()];
export const callSheet: LinksFunction = () => [{ rel: "stylesheet", href: callsHref }];
/** With the files and the copied experience of an application. */
export const applicationSheet: LinksFunction = () => [...repositorySheet(), ...callSheet()];
