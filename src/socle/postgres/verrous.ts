/**
 * The locks (PostgreSQL, advisory) that one process at a time may hold, each with its number: by its place, so that no two are the same.
 * With a territory, by the hash of its code. New ones come last: servers of two versions may work on one base.
 */
const NOMS = ['migrer', 'imports', 'depots', 'veille', 'ecriture-import', 'tirage'] as const
const PREMIER = 590_001

export const verrou = (nom: (typeof NOMS)[number]): number => PREMIER + NOMS.indexOf(nom)
