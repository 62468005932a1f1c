import { z } from 'zod'
import { type Echeance, Lieu } from '../echeance/echeance.ts'
import { CHAMPS, type Champ } from '../personne/donnees/donnee.ts'
import { Objet } from '../rendez-vous/rendez-vous.ts'

/**
 * Something to do on a file. `avant`: last day to do it (YYYY-MM-DD), null when no rule sets one. `ou`: where it is done; `objet`: by an
 * appointment of this kind.
 */
export const AFaire = z.object({
  /** The clock that asks for it, or what is to be asked of the person. */
  quoi: z.string(),
  phrase: z.string(),
  avant: z.string().nullable(),
  ou: z.enum([...Lieu.options, 'situation']),
  objet: Objet.nullable(),
  /** What it hangs on; null for what no clock asks. */
  objetId: z.uuid().nullable(),
  /** Who may do it. */
  permission: z.string(),
  /** May be put off, or given to a colleague. */
  reportable: z.boolean(),
  /** Put off until this day included, and why. */
  reportee: z.object({ jusquau: z.string(), motif: z.string() }).nullable(),
  /** Of whom it is expected, and from which day (YYYY-MM-DD), when the reader's it isn't. */
  attendue: z.object({ de: z.string(), depuis: z.string() }).nullable(),
  /** The colleague it was given to. */
  confieeA: z.string().nullable(),
  /** The colleague who gave it to the reader. */
  recueDe: z.string().nullable(),
  /** It began to ask since the reader last opened the file. */
  nouvelle: z.boolean(),
})
export type AFaire = z.infer<typeof AFaire>

export type SituationAFaire = {
  /** What is due to the person, the first due first. */
  echeances: readonly Echeance[]
  telephone: 'present' | 'absent' | 'divergent'
  /** Fields on which two sources disagree (E6). */
  desaccords: readonly Champ[]
  /** When the reader last opened the file (ISO instant); null: never. */
  visite: string | null
}

const dite = (e: Echeance, visite: string | null): AFaire => ({
  quoi: e.genre,
  phrase: e.acte,
  avant: e.pour,
  ou: e.ou,
  objet: Objet.safeParse(e.prise).data ?? null,
  objetId: e.objetId,
  reportable: e.reportable,
  permission: e.permission,
  reportee: e.reporteeJusquau && e.reporteeMotif ? { jusquau: e.reporteeJusquau, motif: e.reporteeMotif } : null,
  attendue: e.attendue && !e.confieeA ? { de: e.attendue, depuis: e.depuis } : null,
  confieeA: e.confieeA,
  recueDe: e.recueDe,
  nouvelle: visite !== null && e.des !== null && Date.parse(e.des) > Date.parse(visite),
})

const RIEN_QUE_DIRE = {
  avant: null,
  ou: 'situation',
  objet: null,
  objetId: null,
  reportable: false,
  permission: 'contact.corriger',
  reportee: null,
  attendue: null,
  confieeA: null,
  recueDe: null,
  nouvelle: false,
} as const

/**
 * What asks an act now, most pressing first (C1 to C3, E3, E4, A1, A3, A4, E6): what its échéances ask, then what is to be asked of
 * the person. An appointment to come asks nothing before its hour: it is told with what was agreed, once.
 */
export function aFaire(s: SituationAFaire): AFaire[] {
  // A note of hand-over is read where it stands, before all of this, by who it is for.
  const choses = s.echeances
    .filter(e => e.genre !== 'relais' && (e.demande || e.reporteeJusquau))
    .map(e => dite(e, s.visite))
  // Array.prototype.sort is stable: on the same day, and without a day, the order of the journey stays.
  choses.sort((a, b) =>
    (a.avant ?? '9999') < (b.avant ?? '9999') ? -1 : (a.avant ?? '9999') > (b.avant ?? '9999') ? 1 : 0,
  )
  const disputes = s.desaccords.filter(champ => champ !== 'telephone')
  if (s.telephone === 'divergent' || disputes.length < s.desaccords.length) {
    choses.push({
      quoi: 'confirmer-telephone',
      phrase: 'Confirmer le téléphone\u00a0: deux sources diffèrent',
      ...RIEN_QUE_DIRE,
    })
  }
  if (disputes.length) {
    const lesquels = disputes.map(champ => CHAMPS[champ].libelle.toLowerCase()).join(', ')
    choses.push({
      quoi: 'trancher-conflit',
      phrase: `Choisir entre deux sources\u00a0: ${lesquels}`,
      ...RIEN_QUE_DIRE,
    })
  }
  if (s.telephone === 'absent' && disputes.length === s.desaccords.length) {
    choses.push({ quoi: 'demander-telephone', phrase: 'Demander un téléphone', ...RIEN_QUE_DIRE })
  }
  // What is put off comes last: nobody is asked for it before its day.
  return [...choses.filter(c => !c.reportee), ...choses.filter(c => c.reportee)]
}

type RendezVous = { id: string; debut: string }

/**
 * The appointments simply agreed, of those whose outcome isn't known: each thing stands once on the first screen, with what is to do
 * when it asks an act. `aujourdhui`: YYYY-MM-DD.
 */
export const convenus = <R extends RendezVous>(dossier: {
  attendus: readonly R[]
  aFaire: readonly AFaire[]
  aujourdhui: string
}): R[] =>
  dossier.attendus.filter(
    r => r.debut.slice(0, 10) >= dossier.aujourdhui && !dossier.aFaire.some(chose => chose.objetId === r.id),
  )
