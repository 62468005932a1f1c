import type { Monde } from './essai-monde.ts'

/**
 * What a route lets be seen: one person (404 out of scope), a list of persons (those out of scope aren't in it), nothing about a
 * person, or the readings of any person, to who controls them (that look is recorded too); `travail`: what one has to do, of persons
 * in scope, seldom all of them. And an input with which the act is done, by the agent who sends it: answered by `statut`, 200 unless
 * said.
 */
export type Ligne = {
  porte: 'personne' | 'liste' | 'travail' | 'territoire' | 'controle'
  entree: (monde: Monde, agentId: string) => Record<string, unknown>
  statut?: number
}

export const personne = (entree: Ligne['entree']): Ligne => ({ porte: 'personne', entree })
export const liste = (entree: Ligne['entree'] = () => ({})): Ligne => ({ porte: 'liste', entree })
export const travail: Ligne = { porte: 'travail', entree: () => ({}) }
export const territoire = (entree: Ligne['entree'] = () => ({})): Ligne => ({ porte: 'territoire', entree })
export const controle = (entree: Record<string, unknown>): Ligne => ({
  porte: 'controle',
  entree: ({ personneId }) => ({ personne: personneId, ...entree }),
})
