/**
 * Kinds of events that tell of a reading: they change nothing of the person, and make her nobody's. Kept by `maison/lectures-racontees`:
 * every kind that an address which only reads can write is here.
 */
export const LECTURES_RACONTEES = ['ouverture-motivee', 'adresse-lue', 'archive-ouverte', 'donnees-portees'] as const
