/** A circle as the generators know it, and the ids of what is in it. */
import { DEFAULT_ROLES } from "#app/domain/circles/default-roles.ts";
import { seededId } from "./random.ts";

export interface Circle {
  /** 0 = the general circle. */
  n: number;
  id: string;
  /** null = of the network. */
  node: number | null;
  node_id: string | null;
  parent_id: string | null;
  top: number;
  /** Whoever coordinates, the ambassador, the secretary, the facilitator, and eight more. */
  members: string[];
}

export const MEMBERS = 12;
export const AGREEMENTS = 20;
export const PROCESSES = 8;
export const TENSIONS = 6;
const SEATS = DEFAULT_ROLES.length;

type Of = Pick<Circle, "n">;
export const circleId = (n: number): string => seededId("circle", n);
export const roleId = ({ n }: Of, seat: number): string => seededId("circle role", n * SEATS + seat);
export const processId = ({ n }: Of, turn: number): string => seededId("process", n * PROCESSES + turn);
export const agreementId = ({ n }: Of, turn: number): string => seededId("agreement", n * AGREEMENTS + turn);
export const tensionId = ({ n }: Of, turn: number): string => seededId("tension", n * TENSIONS + turn);

/** Governing circle of a node, and two below it. */
export const A_NODE = 3;
export const circleOfNode = (node: number, turn = 0): Of => ({ n: 1 + node * A_NODE + turn });

/** The first processes are over. */
export const CLOSED = 6;
export const OPEN_PROPOSAL = 6;
/** The tension that it takes up. */
export const TAKEN_UP = 2;
export const isPoll = (turn: number): boolean => turn % 3 === 1;
