/** 84.5 -> «84,5»; 70 -> «70,0»: always with one decimal, so that columns and ties are seen as such. */
export const percentWords = (score: number): string => score.toFixed(1).replace(".", ",");
