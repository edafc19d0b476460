/** Those who sit in the circle of Electricidad of the example network. */
export const CAMILO = "Camilo Huenchumilla Soto";
export const DANIELA = "Daniela Paredes Mamani";
export const FELIPE = "Felipe Toro Quezada";
export const NATALIA = "Natalia Farías Osorio";
export const ALVARO = "Álvaro Retamal Opazo";
export const LORETO = "Loreto Hormazábal Cid";
export const OSCAR = "Óscar Neira Fuentealba";
