import { heure } from '../socle/ui/dates.ts'

// Apart from the schemas: a list loads none, nor Zod with it.

/** Measures that protect an adult, from the most protective (code civil, 425 and following, 494-1). */
export const MESURES = {
  tutelle: 'Tutelle',
  'curatelle-renforcee': 'Curatelle renforcée',
  'curatelle-simple': 'Curatelle simple',
  'habilitation-familiale': 'Habilitation familiale',
  sauvegarde: 'Sauvegarde de justice',
} as const
export type Mesure = keyof typeof MESURES

/** Languages asked for most; any other is written. */
export const LANGUES = [
  'albanais',
  'anglais',
  'arabe',
  'arménien',
  'bambara',
  'bengali',
  'chinois',
  'dari',
  'espagnol',
  'géorgien',
  'lingala',
  'pachto',
  'peul',
  'portugais',
  'romani',
  'roumain',
  'russe',
  'somali',
  'soninké',
  'tamoul',
  'tigrigna',
  'turc',
  'ukrainien',
] as const

/** What is needed to come, and to understand each other. Hours are 'HH:MM'. */
export type Besoins = {
  langue: string | null
  lsf: boolean
  sansMarche: boolean
  gardeEnfant: boolean
  arriveeDes: string | null
  departAvant: string | null
}

/** What must be known before acting: what the top of a file, a card, a row show. */
export type EnBref = Besoins & {
  adresseConfidentielle: boolean
  nePasEcrire: boolean
  sansMessage: boolean
  domiciliationOrganisme: string | null
  mesure: Mesure | null
  protecteurCopie: boolean
}

/**
 * What reaches somebody else too, of all the numbers and mailboxes that are shown: `valeurs`, which; `avec`: who, as far as the reader may
 * open their file, and by which; `sansMessage`: one of them asks that no message be left on the telephone.
 */
export type Partage = {
  telephone: boolean
  courriel: boolean
  sansMessage: boolean
  valeurs: string[]
  avec: { personneId: string; nom: string; prenom: string; valeurs: string[] }[]
}

/** What to mind before calling. */
export type AvantDAppeler = { sansMessage: boolean; partage: boolean }
/** How a person is called: their number never goes without what to mind before using it. */
export type Appel = AvantDAppeler & { numero: string }

export const PARTAGES = {
  telephone: 'Numéro partagé avec une autre personne : vérifiez à qui vous parlez.',
  courriel: 'Courriel partagé avec une autre personne : vérifiez à qui vous parlez.',
} as const
export const SANS_MESSAGE = 'Ne laissez pas de message.'

/** What to mind before calling, one sentence each: under a number, after one in a sentence, to who is told to call. */
export const avantDAppeler = (appel: AvantDAppeler | null): string[] => [
  ...(appel?.sansMessage ? [SANS_MESSAGE] : []),
  ...(appel?.partage ? [PARTAGES.telephone] : []),
]

export type ClePuce =
  | 'numero-partage'
  | 'adresse-confidentielle'
  | 'ne-pas-ecrire'
  | 'sans-message'
  | 'domiciliation'
  | 'mesure'
  | 'interprete'
  | 'lsf'
  | 'sans-marche'
  | 'garde-enfant'
  | 'horaires'
export type Puce = { cle: ClePuce; mot: string }

/** They couldn't be read, which isn't to say that there are none. */
export const ILLISIBLES = 'Précautions illisibles : rechargez la page avant d’agir'

/** What must be known, in the order in which it may do harm not to. */
export function puces(p: EnBref | null, numeroPartage = false): Puce[] {
  const partage: Puce[] = numeroPartage ? [{ cle: 'numero-partage', mot: 'Numéro ou courriel partagé' }] : []
  if (!p) return partage
  const dites: (Puce | false)[] = [
    p.adresseConfidentielle && { cle: 'adresse-confidentielle', mot: 'Adresse confidentielle' },
    p.sansMessage && { cle: 'sans-message', mot: 'Ne pas laisser de message' },
    p.nePasEcrire && { cle: 'ne-pas-ecrire', mot: 'Ne pas écrire à son adresse' },
    p.domiciliationOrganisme !== null && { cle: 'domiciliation', mot: `Domiciliation : ${p.domiciliationOrganisme}` },
    p.mesure !== null && {
      cle: 'mesure',
      mot: p.protecteurCopie ? `${MESURES[p.mesure]}, copie des courriers` : MESURES[p.mesure],
    },
    p.langue !== null && { cle: 'interprete', mot: `Interprète : ${p.langue}` },
    p.lsf && { cle: 'lsf', mot: 'Langue des signes' },
    p.sansMarche && { cle: 'sans-marche', mot: 'Accès sans marche' },
    p.gardeEnfant && { cle: 'garde-enfant', mot: 'Garde d’enfant' },
    (p.arriveeDes !== null || p.departAvant !== null) && { cle: 'horaires', mot: direHeures(p) },
  ]
  return [...dites.filter(dite => dite !== false), ...partage]
}

/** « Peut venir de 9 h 30 à 16 h ». */
export function direHeures({ arriveeDes, departAvant }: Pick<Besoins, 'arriveeDes' | 'departAvant'>): string {
  if (arriveeDes === null) return `Peut venir jusqu’à ${heure(departAvant ?? '')}`
  if (departAvant === null) return `Peut venir à partir de ${heure(arriveeDes)}`
  return `Peut venir de ${heure(arriveeDes)} à ${heure(departAvant)}`
}
