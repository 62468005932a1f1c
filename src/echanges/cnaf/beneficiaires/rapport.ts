export type Anomalie = { foyer: string | null; champ: string; motif: string }

/** A report keeps the first anomalies; `anomaliesTotal` says how many there were. */
export const ANOMALIES_GARDEES = 1000

/** What an import did. `inchanges`: read, same content as last time. */
export type Rapport = {
  flux: { version: string; type: string; nature: string; dateReference: string }
  dejaApplique: boolean
  /** Households and rights open before it, of its organisms; `territoire`: households in all. */
  avant: { foyers: number; droits: number; territoire: number }
  /** What it does to households and rights that were open. Not in the reports of before they were counted. */
  atteintes?: Atteintes
  /** The same, organism by organism ('CAF 591'): those of its file, and those it takes households from. */
  parOrganisme?: Record<string, PartOrganisme>
  /** Somebody who sees the whole territory had looked at what it changes. */
  confirme?: boolean
  /** The organisms whose figures they were shown; all of them, in the reports of before they were told apart. */
  vus?: string[]
  /** Simulated: why somebody will have to confirm it. */
  aConfirmer?: string | null
  foyers: { lus: number; crees: number; modifies: number; inchanges: number; rejetes: number; disparus: number }
  personnes: { lues: number; creees: number; modifiees: number; inchangees: number }
  entrees: number
  reprises: number
  /** Who leaves droits et devoirs: what ends their follow-up, or the delay to orient them. */
  sorties: number
  /** Who loses an open right, followed or not: what holds a flow. Not in the reports of before it was counted. */
  droitsPerdus?: number
  misesEnVeille: number
  /** That nobody of the households set aside is taken for gone, if there are some. */
  ecartes: string | null
  anomalies: Anomalie[]
  anomaliesTotal: number
}

export type Atteintes = {
  /** Households taken from another organism, and given another address. */
  pris: number
  demenages: number
  /** Households of this organism taken by another. */
  cedes?: number
  /** Households one of whose members is told in another, is told under another identity, comes or goes. */
  deplaces: number
  renommes: number
  recomposes: number
  /** Households told in another format than the last time: what changes of those isn't all real, and is not counted elsewhere. */
  relus: number
  /** Rights suspended; persons no longer soumises aux droits et devoirs. */
  suspendus: number
  dispenses: number
}

/**
 * What a flow does, of one organism. `premier`: no flow told of it before. `entrees`: who enters, and who is given a right, open or not,
 * or has theirs open again; `sorties`: who leaves, and who loses an open right, followed or not; `modifies`: but those `relus`.
 */
export type PartOrganisme = Pick<Rapport, 'avant' | 'entrees' | 'sorties'> & {
  foyers: Pick<Rapport['foyers'], 'disparus' | 'modifies'>
  atteintes: Atteintes
  premier: boolean
}

/** The shares beyond which a flow is held. */
export const PARAMETRES_DEMESURE = [
  'flux.disparus-part',
  'flux.sorties-part',
  'flux.modifies-part',
  'flux.entrants-part',
] as const
export type CodeParametreFlux = (typeof PARAMETRES_DEMESURE)[number]

/** That the persons of households set aside are not taken for gone, those who can be recognised. */
export function direEcartes({ ecartes, citees, illisibles }: Ecartes): string | null {
  if (ecartes === 0) return null
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
  return `${mis} : ${personnes}${suite}.`
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
