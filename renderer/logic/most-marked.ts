/** Problems marked in the text at most; the list under it counts them all. Each mark costs time when it is drawn. */
export const MOST_MARKED = 200;
