import type { documentsDe } from '../document/documents-de.ts'
import type { Essai } from '../essai.ts'
import { cloreLeDossier } from '../orientation/essai-annulation.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../orientation/essai-orientation.ts'

/** A letter that was made, of a person whose file is closed. */
export async function lettreDeCloture(essai: Essai): Promise<{ personneId: string; courrierId: string }> {
  const plateau = await lePlateau(essai)
  const { agent, personne } = plateau
  await unDiagnostic(agent, personne.id)
  for (const { status } of [
    await agent.brut(ORIENTER, demande(plateau, { notification: null })),
    await cloreLeDossier(agent, personne.id, { motif: 'demande' }),
  ])
    if (status !== 200) throw new Error(`la lettre n’a pas été faite : ${status}`)
  const { json } = await agent.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', {
    personneId: personne.id,
  })
  return { personneId: personne.id, courrierId: json.lettres[0]?.id ?? '' }
}
