import type { Essai, Navigateur } from '../essai.ts'
import type { Partie } from './audit.ts'

type Lue = {
  agent: Navigateur
  role: string
  personnes: readonly string[]
  le: string
  quoi?: Partie
  relation?: string | null
}

/** Readings as the journal holds them: for volumes, that nobody would make one by one. */
export async function desLectures(essai: Essai, lues: readonly Lue[]): Promise<void> {
  const lignes = lues.flatMap(({ agent, role, personnes, le, quoi = 'dossier', relation = null }) =>
    personnes.map(personneId => ({ personneId, acteur: 'agent', acteurId: agent.id, role, quoi, le, relation })),
  )
  await essai.base.territoire('59').insertInto('consultation').values(lignes).execute()
}

/** Lists as the journal holds them, each of which named these persons to an agent. */
export async function desListes(
  essai: Essai,
  montrees: readonly { agent: Navigateur; role: string; personnes: string[]; le: string }[],
): Promise<void> {
  const lignes = montrees.map(({ agent, ...l }) => ({
    ...l,
    acteur: 'agent',
    acteurId: agent.id,
    liste: 'GET /personnes',
  }))
  await essai.base.territoire('59').insertInto('lectureListe').values(lignes).execute()
}
