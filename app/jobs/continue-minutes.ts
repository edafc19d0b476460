export { continueMinutes } from "#app/domain/minutes/sending.server.ts";
