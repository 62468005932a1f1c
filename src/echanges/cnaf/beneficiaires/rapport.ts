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

/** That the persons of households set aside are not taken for gone, those who can be recognised. */
export function direEcartes({ ecartes, citees, illisibles }: Ecartes): Anomalie[] {
  if (ecartes === 0) return []
  const mis = ecartes === 1 ? '1 foyer mis de côté' : `${ecartes} foyers mis de côté`
  const [sa, ses] = ecartes === 1 ? ['sa', 'ses'] : ['leur', 'leurs']
  const personnes =
    citees === 0
      ? `aucune de ${ses} personnes n’a pu être lue`
      : citees === 1
        ? `${sa} personne n’est pas comptée comme partie`
        : `${ses} ${citees} personnes ne sont pas comptées comme parties`
  const suite =
    citees === 0 || illisibles === 0
      ? ''
      : illisibles === 1
        ? ' ; 1 autre n’a pas pu être lue'
        : ` ; ${illisibles} autres n’ont pas pu être lues`
  return [{ foyer: null, champ: 'InfosFoyerRSA', motif: `${mis} : ${personnes}${suite}.` }]
}
type Ecartes = { ecartes: number; citees: number; illisibles: number }
