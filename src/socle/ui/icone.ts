/** Every icon is drawn the same: 20 px, 1.5 px line, and silent, since a word always stands beside it. */
export const ICONE = { size: 20, stroke: 1.5, 'aria-hidden': true } as const
export const PETITE_ICONE = { size: 16, stroke: 1.75, 'aria-hidden': true } as const
