export type Anomalie = { foyer: string | null; champ: string; motif: string }

/** A report keeps the first anomalies; `anomaliesTotal` says how many there were. */
export const ANOMALIES_GARDEES = 1000

/** What an import did. `inchanges`: read, same content as last time. */
export type Rapport = {
  flux: { version: string; type: string; nature: string; dateReference: string }
  dejaApplique: boolean
  foyers: { lus: number; crees: number; modifies: number; inchanges: number; rejetes: number; disparus: number }
  personnes: { lues: number; creees: number; modifiees: number; inchangees: number }
  entrees: number
  reprises: number
  sorties: number
  misesEnVeille: number
  anomalies: Anomalie[]
  anomaliesTotal: number
}
