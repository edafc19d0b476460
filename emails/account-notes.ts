import { type Block, note } from "./layout.ts";

/** Who writes: name of the network and its front page. */
export interface Network {
  name: string;
  url: string;
}

export const PREVIEW_NETWORK: Network = { name: "Nodos", url: "https://nodos.example" };

/** The end of a mail that somebody asked for on a page: if it was not you, nothing happened. */
export function notMe(network: Network, rest = "Nadie puede entrar sin este mensaje."): Block[] {
  return [note(`Recibes este mensaje porque alguien escribió tu correo en ${network.name}. Si no fuiste tú, bórralo: no ha pasado nada. ${rest}`)];
}

/** The end of a notice of something done. */
export function wasItMe(network: Network): Block[] {
  return [note(`Recibes este aviso porque tienes una cuenta en ${network.name}. Los avisos sobre la seguridad de tu cuenta se envían siempre.`)];
}
