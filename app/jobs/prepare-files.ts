export { prepareNext as prepareFiles } from "#app/domain/files/preparing.server.ts";
