/** One seed for everything drawn in the demo: same day, same territory. */
export const GRAINE = 5990
