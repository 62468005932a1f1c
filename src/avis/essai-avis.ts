import type { Essai, Navigateur } from '../essai.ts'
import type { mesAvis } from './mes-avis.ts'

const enClair = (texte: string | null) => texte?.replaceAll('\u00a0', ' ') ?? null

/** What an agent reads of their notices: « Camille ESSAI · Vous êtes son référent · Maison », those read between brackets. */
export async function avisDe(agent: Navigateur, page = 1): Promise<string[]> {
  const { json } = await agent.appeler<typeof mesAvis>('GET /avis', { page })
  return json.lignes.map(l => {
    const dit = [l.personne, enClair(l.titre), enClair(l.detail)].filter(Boolean).join(' · ')
    return l.lu ? `(${dit})` : dit
  })
}

/** How many wait, as the head of every page says. */
export const nonLusDe = async (agent: Navigateur): Promise<unknown> =>
  (await agent.brut('GET /avis/non-lus')).json.nonLus

/** The lines as they came. */
export const lignesDe = async (agent: Navigateur) => (await agent.appeler<typeof mesAvis>('GET /avis', {})).json

/** A notice on a person, that says something. */
export async function unAvisSur(essai: Essai, agentId: string, personneId: string, genre: string): Promise<void> {
  await essai.base
    .territoire('59')
    .insertInto('avis')
    .values({
      agentId,
      genre: 'rappel',
      cle: personneId,
      groupe: personneId,
      personneId,
      faits: { genre },
      le: essai.now,
    })
    .execute()
}
