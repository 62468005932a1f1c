/** Rows of a page, whatever the list: what is read at a glance, and scrolled through once. Blocks of several lines have fewer. */
export const LIGNES_PAR_PAGE = 25
