export { putTerms } from "#app/domain/circles/ending-terms.server.ts";
