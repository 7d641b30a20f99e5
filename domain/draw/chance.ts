/** A person's chance to be drawn, an exact rational `n/d`. */
export interface Chance {
  id: string;
  chance: string;
}
