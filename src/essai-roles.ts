import type { Essai } from './essai.ts'

/** What each role that follows nobody is answered; the team leader is of `structureId`. */
export async function statutsParRole(
  essai: Essai,
  route: string,
  input: Record<string, unknown>,
  structureId: string | null,
): Promise<Record<string, number>> {
  const statuts: Record<string, number> = {}
  for (const role of [
    'charge-orientation',
    'responsable-equipe',
    'accueil',
    'co-intervenant',
    'pilote',
    'administrateur',
    'dpo',
  ] as const) {
    const agent = await essai.unAgent(role, role === 'responsable-equipe' ? { structureId: structureId ?? '' } : {})
    statuts[role] = (await agent.brut(route, input)).status
  }
  return statuts
}
