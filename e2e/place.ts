/** Where the journeys' server keeps its data; a spec that breaks things starts another in a folder of its own. */
export const E2E_FOLDER = ".cache/e2e/main";

export function demoEnvironment(folder: string, port: string): Record<string, string> {
  return {
    PORT: port,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: `sqlite:${folder}/nodos.db`,
    STORAGE_URL: `file:${folder}/files`,
    NODOS_DEMO: "1",
    NODE_ENV: "production",
    MAIL_FROM: "Nodos <reuniones@nodos.example>",
  };
}
