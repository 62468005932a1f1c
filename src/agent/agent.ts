import { z } from 'zod'
import { Courriel } from '../lecture/courriel.ts'
import { type Faute, texteFacultatif } from '../socle/saisie/faute.ts'
import { DemandeHabilitation, fautesHabilitation } from './habilitation.ts'

/** Who an agent is. */
export const IdentiteAgent = z.object({
  nom: z.string().trim().min(1, { error: 'Écrivez le nom.' }).max(100),
  prenom: z.string().trim().min(1, { error: 'Écrivez le prénom.' }).max(100),
  telephone: texteFacultatif(30),
})

/** An account to open. */
export const DemandeAgent = z.object({
  id: z.uuid(),
  courriel: Courriel,
  prenom: IdentiteAgent.shape.prenom,
  nom: IdentiteAgent.shape.nom,
  telephone: IdentiteAgent.shape.telephone.default(null),
  habilitations: z.array(DemandeHabilitation).min(1, { error: 'Donnez au moins un rôle.' }).max(5),
})
export type DemandeAgent = z.output<typeof DemandeAgent>

/** What is wrong between the fields of a demand, each right by itself: a role without what it needs. */
export function fautesAgent({ habilitations = [] }: Partial<DemandeAgent>): Faute[] {
  return habilitations.flatMap((role, rang) =>
    fautesHabilitation(role).map(({ champ, message }) => ({ champ: `habilitations.${rang}.${champ}`, message })),
  )
}
