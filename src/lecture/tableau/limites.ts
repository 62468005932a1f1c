// What an honest workbook stays far under: beyond, it was made to hurt, or isn't a list.

/** Levels of tags: a sheet has seven. */
export const PROFONDEUR_MAX = 32
/** Attributes of one tag: the root of a sheet has twenty. */
export const ATTRIBUTS_MAX = 100
/** Bytes in which no tag ends: a cell holds 32,767 characters. */
export const SILENCE_MAX = 1024 * 1024
/** Texts shared by the cells. */
export const TEXTES_MAX = 2_000_000
/** Their weight, unfolded, in bytes. */
export const POIDS_TEXTES_MAX = 96 * 1024 * 1024
/** Cells read, those that fill the gaps of a row among them: 1,500,000 lines of twenty columns. */
export const CELLULES_MAX = 30_000_000
/** Sheets looked at for one that has titles. */
export const FEUILLES_VUES_MAX = 10
