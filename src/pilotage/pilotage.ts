import { z } from 'zod'
import { dateChiffres } from '../socle/ui/dates.ts'

/** Day YYYY-MM-DD. */
const Jour = z.iso.date({ error: 'Donnez un jour, par exemple 2025-03-01.' })

/** What an indicator is asked: a period (both days included), a part of the territory, as of a day (today when absent). */
export const DemandeIndicateur = z.object({
  du: Jour,
  au: Jour,
  asOf: Jour.optional(),
  /** INSEE codes separated by commas. */
  commune: z
    .string()
    .regex(/^[0-9AB]{5}(,[0-9AB]{5})*$/, { error: 'Donnez des codes INSEE de commune séparés par des virgules.' })
    .optional(),
  /** SIREN of EPCI separated by commas. */
  epci: z
    .string()
    .regex(/^\d{9}(,\d{9})*$/, { error: 'Donnez des numéros SIREN d’intercommunalité séparés par des virgules.' })
    .optional(),
  sexe: z.enum(['1', '2']).optional(),
})
export type DemandeIndicateur = z.infer<typeof DemandeIndicateur>

/** What was asked of the figures, in words. */
export function filtresEnMots({ du, au, asOf, commune, epci, sexe }: DemandeIndicateur): [string, string][] {
  const filtres: [string, string | undefined | false][] = [
    ['Période', `du ${dateChiffres(du)} au ${dateChiffres(au)}, compris`],
    ['Mesuré le', asOf && dateChiffres(asOf)],
    ['Communes (INSEE)', commune],
    ['Intercommunalités (SIREN)', epci],
    ['Sexe', sexe && (sexe === '1' ? 'hommes' : 'femmes')],
  ]
  return filtres.flatMap(([quoi, valeur]): [string, string][] => (valeur ? [[quoi, valeur]] : []))
}

/** The definition that every figure opens (domaine.md §5): what is counted, over what, from when to when, told by whom. */
export type DefinitionIndicateur = {
  code: CodeIndicateur
  titre: string
  numerateur: string
  denominateur: string | null
  horloge: string
  source: string
  limites: string
}

export const CodeIndicateur = z.enum(['I01', 'I02', 'I05'])
export type CodeIndicateur = z.infer<typeof CodeIndicateur>

export const DEFINITIONS: Record<CodeIndicateur, DefinitionIndicateur> = {
  I01: {
    code: 'I01',
    titre: 'Nouveaux entrants',
    numerateur:
      'Les entrées reçues pendant la période : droit versable, personne soumise aux droits et devoirs qui ne l’était pas le mois précédent, aucun suivi en cours.',
    denominateur: null,
    horloge:
      'Le jour où le département a reçu le flux de la CAF ou de la MSA, premier et dernier jours de la période compris.',
    source: 'Convention État-département 2024, annexe 4 §4-1 ; flux mensuels et quotidiens de la CNAF et de la MSA.',
    limites:
      'Une personne qui revient après une radiation compte de nouveau. La commune est celle du foyer aujourd’hui.',
  },
  I02: {
    code: 'I02',
    titre: 'Orientés en 15 jours et moins',
    numerateur:
      'Parmi les nouveaux entrants de la période, ceux dont l’orientation a été notifiée, ou le référent désigné, au plus tard le dernier jour du délai.',
    denominateur:
      'Tous les nouveaux entrants de la période, y compris ceux dont le délai court encore et ceux sortis avant d’être orientés.',
    horloge:
      'Le jour de réception du flux compte pour le jour 1 : reçu le 1er mars, orienté à temps jusqu’au 15 mars. Le délai est celui en vigueur au jour de réception. Un mois : reçu le 1er mars, jusqu’au 31 mars.',
    source: 'Convention État-département 2024, annexe 4 §4-2 ; objectif 100 %.',
    limites: 'Les orientations vers un accompagnement global sont comptées, et redites à part.',
  },
  I05: {
    code: 'I05',
    titre: 'Personnes par dominante et par organisme référent',
    numerateur:
      'Les personnes dont une orientation court au dernier jour de la période, par dominante, et par organisme et structure du référent qui les accompagne ce jour-là.',
    denominateur: 'Toutes les personnes dont une orientation court ce jour-là, hors suivis en veille.',
    horloge: 'Le dernier jour de la période : une orientation compte du jour de son début à la veille de sa fin.',
    source: 'Convention État-département 2024, annexe 4 §2-b ; enquête OARSA de la DREES, situation au 31 décembre.',
    limites:
      'Les suivis en veille (personne sortie des droits et devoirs sans être radiée) sont dits à part. Repères 50 %, 20 % et 30 % : accompagnement rénové, Nord 2023, annexe 3.',
  },
}

/** Rate in basis points, rounded to the nearest; null when there is nobody to count. */
export function taux(numerateur: number, denominateur: number): number | null {
  return denominateur === 0 ? null : Math.round((numerateur * 10_000) / denominateur)
}
