import { z } from 'zod'
import { CourrielFacultatif } from '../lecture/courriel.ts'
import { texteFacultatif } from '../socle/saisie/faute.ts'
import { Dominante } from './dominante.ts'

/** Which body a structure belongs to, as OARSA groups the référents. */
export const ORGANISMES = {
  'conseil-departemental': 'Conseil départemental',
  'france-travail': 'France Travail',
  'mission-locale': 'Mission locale',
  'cap-emploi': 'Cap emploi',
  delegataire: 'Délégataire',
} as const
export type Organisme = keyof typeof ORGANISMES
export const Organisme = z.enum(Object.keys(ORGANISMES) as [Organisme, ...Organisme[]], {
  error: 'Choisissez l’organisme.',
})

/** Special publics a structure is made for (rule O2). */
export const PUBLICS_STRUCTURE = {
  jeune: 'Jeunes de moins de 26 ans',
  rqth: 'Personnes avec une RQTH',
  independant: 'Travailleurs indépendants',
  artiste: 'Artistes',
} as const
type PublicStructure = keyof typeof PUBLICS_STRUCTURE

/** What an administrator writes of a structure. `communes` null: the whole territory. */
export const DescriptionStructure = z.object({
  nom: z.string().trim().min(1, { error: 'Écrivez le nom de la structure.' }).max(200),
  organisme: Organisme,
  dominantes: z.array(Dominante).min(1, { error: 'Choisissez au moins un parcours que la structure accompagne.' }),
  publics: z.array(z.enum(Object.keys(PUBLICS_STRUCTURE) as [PublicStructure, ...PublicStructure[]])),
  communes: z
    .array(z.string().regex(/^[0-9AB]{5}$/, { error: 'Donnez des codes INSEE de commune.' }))
    .min(1, { error: 'Choisissez au moins une commune, ou tout le territoire.' })
    .max(1000)
    .nullable(),
  adresse: texteFacultatif(300),
  telephone: texteFacultatif(30),
  courriel: CourrielFacultatif,
  capacite: z.number().int().min(0).max(100_000).nullable(),
  /** One gets in without a step; null when nobody said. */
  accesSansMarche: z.boolean().nullable().default(null),
})
export type DescriptionStructure = z.infer<typeof DescriptionStructure>

/** What a structure needs before persons and letters can be sent to it, in words; empty when nothing is missing. */
export function manques(
  structure: Pick<DescriptionStructure, 'dominantes' | 'adresse' | 'telephone' | 'courriel'>,
): string[] {
  return [
    structure.dominantes.length ? null : 'les parcours accompagnés',
    structure.adresse ? null : 'l’adresse (elle figure sur les courriers)',
    structure.telephone || structure.courriel ? null : 'un téléphone ou une adresse électronique',
  ].filter(m => m !== null)
}

/** What keeps a structure from being closed, in a sentence: persons followed or oriented there, else agents who have a role there. */
export function ceQuiOccupe({ personnes, agents }: { personnes: number; agents: number }): string | null {
  if (personnes > 0) {
    const qui = personnes === 1 ? 'Une personne y est encore suivie' : `${personnes} personnes y sont encore suivies`
    return `${qui} ou orientée${personnes === 1 ? '' : 's'}. Réorientez-${personnes === 1 ? 'la' : 'les'} vers une autre structure, puis fermez celle-ci.`
  }
  if (agents === 0) return null
  const qui = agents === 1 ? 'Un agent y a' : `${agents} agents y ont`
  return `${qui} encore un rôle. Retirez-le dans la page des agents, puis fermez la structure.`
}
