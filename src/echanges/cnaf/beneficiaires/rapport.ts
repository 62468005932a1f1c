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

/** That a number which is somebody else's wasn't taken (rule E5), household by household. */
export const direNirsPartages = (foyers: readonly string[]): Anomalie[] =>
  foyers.map(foyer => ({
    foyer,
    champ: 'NIR',
    motif:
      'ce numéro est celui d’une autre personne\u00a0: il n’est pas repris, les deux dossiers sont à comparer dans Doublons.',
  }))

/** The report in French sentences, for a terminal. */
export function direRapport(r: Rapport): string {
  const { flux, foyers, personnes } = r
  return [
    `Flux ${flux.version} ${flux.type === 'I' ? 'quotidien' : 'mensuel'}, référence ${flux.dateReference}${r.dejaApplique ? ' : déjà appliqué, rien n’a changé' : ''}.`,
    `Foyers : ${foyers.lus} lus, ${foyers.crees} créés, ${foyers.modifies} modifiés, ${foyers.inchanges} inchangés, ${foyers.rejetes} écartés, ${foyers.disparus} disparus.`,
    `Personnes : ${personnes.lues} lues, ${personnes.creees} créées, ${personnes.modifiees} modifiées.`,
    `${r.entrees} entrées, ${r.reprises} reprises, ${r.misesEnVeille} mises en veille, ${r.sorties} sorties.`,
    ...r.anomalies.map(a => `${a.foyer ? `foyer ${a.foyer}, ` : ''}${a.champ} : ${a.motif}`),
    ...(r.anomaliesTotal > r.anomalies.length
      ? [`… et ${r.anomaliesTotal - r.anomalies.length} autres anomalies.`]
      : []),
  ].join('\n')
}
