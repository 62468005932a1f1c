import { expect, test } from 'vitest'
import type { portefeuille } from '../accompagnement/portefeuille.ts'
import type { evenementsPersonne } from '../dossier/fil-evenements.ts'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { cloreLeDossier, lireCloture, rouvrirLeDossier } from '../orientation/essai-annulation.ts'
import { leJourEtLeVrai } from '../orientation/essai-aujourdhui.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../orientation/essai-orientation.ts'

const essai = unEssai()

test('rouverte, une personne revient aussitôt dans les listes qu’elle avait quittées, et son fil dit la réouverture', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne, referent } = plateau
  const suivie = {
    ...plateau,
    personne: await unePersonne(essai, { nom: 'ESSAI-SUIVIE', entreeRecueLe: '2025-03-03' }),
  }
  await unDiagnostic(agent, suivie.personne.id)
  expect((await agent.brut(ORIENTER, demande(suivie))).status).toBe(200)
  const ici = async () => {
    const [jour, vrai] = await leJourEtLeVrai(essai, agent)
    expect(jour).toEqual(vrai)
    const { json } = await referent.appeler<typeof portefeuille>('GET /portefeuille', {})
    return [JSON.stringify(jour).includes(personne.id), json.lignes.some(l => l.personneId === suivie.personne.id)]
  }
  expect(await ici()).toEqual([true, true])
  for (const id of [personne.id, suivie.personne.id]) expect((await cloreLeDossier(agent, id)).status).toBe(200)
  expect(await ici()).toEqual([false, false])
  for (const id of [personne.id, suivie.personne.id]) expect((await rouvrirLeDossier(agent, id)).status).toBe(200)
  expect(await ici()).toEqual([true, true])
  const fil = await agent.appeler<typeof evenementsPersonne>('GET /personnes/:personneId/evenements', {
    personneId: personne.id,
    familles: 'parcours',
  })
  expect(fil.json.lignes.map(l => l.titre)).toEqual(['Dossier rouvert', expect.stringMatching(/^Dossier clos/)])
})

test.each([
  ['la recherche rapide', 'POST /recherche', {}],
  ['toutes les personnes', 'POST /personnes/recherche', {}],
  ['les dossiers clos', 'POST /personnes/recherche', { situation: 'clos' }],
] as const)('un dossier clos se retrouve et se rouvre, venu par %s', async (_, route, filtres) => {
  const { agent } = await lePlateau(essai)
  const { id } = await unePersonne(essai, { nom: 'ESSAI-ROUVERT' })
  expect((await cloreLeDossier(agent, id)).status).toBe(200)
  const { json } = await agent.brut(route, { q: 'ESSAI-ROUVERT', ...filtres })
  const trouvees = (json as { personnes: { id: string }[] }).personnes.map(p => p.id)
  expect(trouvees).toEqual([id])
  expect((await lireCloture(agent, trouvees[0] ?? '')).json.rouvrir).not.toBeNull()
})
