export const E2E_FOLDER = ".cache/e2e";
export const E2E_DATABASE = `sqlite:${E2E_FOLDER}/nodos.db`;
