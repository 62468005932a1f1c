import { afterEach, expect, test } from 'vitest'
import { compter, type Navigateur, unEssai } from '../../essai.ts'
import { exigerEcheancesJustes } from '../../essai-echeances.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { appliquer, deposerParEcran, traiter } from '../../import/essai-import.ts'
import { relire } from '../../socle/export/essai-export.ts'
import type { choisirColonnes } from './choisir-colonnes.ts'
import type { deciderLignes } from './decider-lignes.ts'
import type { lignesImport } from './lignes-import.ts'

const essai = unEssai()
afterEach(() => exigerEcheancesJustes(essai))
const TEXTE = 'Nom;Prénom;Né(e) le;Tél\nESSAI-TISSAGE;Camile;12/04/1985;0639980001\nESSAI-B;Zoé;25/04/1990;0639980002\n'

async function simuler(agent: Navigateur) {
  const importId = await deposerParEcran(agent, 'liste.csv', Buffer.from(TEXTE), { genre: 'personnes' })
  const colonnes = { Nom: 'nom', Prénom: 'prenom', 'Né(e) le': 'dateNaissance', Tél: 'telephone' }
  await agent.appeler<typeof choisirColonnes>('PUT /imports/:importId/correspondance', {
    importId,
    genre: 'personnes',
    colonnes,
  })
  await appliquer(essai, agent, importId, true)
  return importId
}
const lignes = async (agent: Navigateur, importId: string) =>
  (await agent.appeler<typeof lignesImport>('GET /imports/:importId/lignes', { importId })).json
const decider = (agent: Navigateur, importId: string, choix: string | null, ligne = 2) =>
  agent.appeler<typeof deciderLignes>('PUT /imports/:importId/decisions', { importId, decisions: [{ ligne, choix }] })

test('une ligne douteuse montre à qui elle ressemble et pourquoi ; le choix vaut à l’import', async () => {
  const connue = await unePersonne(essai)
  const agent = await essai.unAgent('charge-orientation')
  const importId = await simuler(agent)
  const avant = await lignes(agent, importId)
  expect(avant.lignes[0]).toMatchObject({
    resultat: 'a-decider',
    decision: null,
    candidats: [
      {
        personneId: connue.id,
        raisons: expect.arrayContaining(['même nom']),
        dossier: { nom: 'ESSAI-TISSAGE', prenom: 'CAMILLE', dateNaissance: '1985-04-12', commune: 'TOURCOING' },
      },
    ],
  })
  const misesDeCote = await agent.brut('POST /imports/:importId/refusees', { importId, motif: 'correction' })
  expect((await relire(misesDeCote.brut)).slice(1).map(l => l.at(-2))).toEqual([expect.stringContaining('même nom')])
  expect((await decider(agent, importId, connue.id)).json).toEqual({ decidees: 1 })
  expect(await lignes(agent, importId)).toMatchObject({ decidees: 1, lignes: [{ decision: connue.id }, {}] })
  const { rapport } = await appliquer(essai, agent, importId)
  expect(rapport?.resume).toBe('1 personne créée, 1 modifiée.')
  expect(await compter(essai, 'personne')).toBe(2)
})

test('« une autre personne » crée un dossier ; revenir sur son choix remet la ligne à décider', async () => {
  await unePersonne(essai)
  const agent = await essai.unAgent('charge-orientation')
  const importId = await simuler(agent)
  expect((await decider(agent, importId, 'nouvelle')).json).toEqual({ decidees: 1 })
  expect((await decider(agent, importId, null)).json).toEqual({ decidees: 0 })
  expect((await decider(agent, importId, 'nouvelle')).json).toEqual({ decidees: 1 })
  expect((await appliquer(essai, agent, importId)).rapport?.resume).toBe('2 personnes créées.')
  expect(await compter(essai, 'personne')).toBe(3)
})

test('un dossier qui n’est pas un des candidats ne se choisit pas ; une ligne sans doute non plus', async () => {
  await unePersonne(essai)
  const intruse = await unePersonne(essai, { nom: 'ESSAI-INTRUSE', prenom: 'INES', dateNaissance: '1971-01-02' })
  const agent = await essai.unAgent('charge-orientation')
  const importId = await simuler(agent)
  expect((await decider(agent, importId, intruse.id, 3)).json).toMatchObject({ code: 'ligne-sans-doute' })
  await decider(agent, importId, intruse.id)
  expect((await appliquer(essai, agent, importId)).rapport?.resume).toMatch(/1 ligne à décider/)
  expect((await decider(agent, importId, null)).json).toMatchObject({ code: 'import-deja-parti' })
})

test('qui ne suit pas la personne voit qu’un dossier ressemble, et rien de lui', async () => {
  const connue = await unePersonne(essai)
  const agent = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  const importId = await simuler(agent)
  const lues = await lignes(agent, importId)
  expect(lues.lignes[0]?.candidats).toEqual([{ personneId: connue.id, raisons: expect.anything(), dossier: null }])
})

test('la même liste, aux mêmes colonnes, est déjà appliquée : les choix faits alors, ou de l’avoir appliquée exprès, n’y changent rien', async () => {
  const connue = await unePersonne(essai)
  const agent = await essai.unAgent('charge-orientation')
  const premier = await simuler(agent)
  await decider(agent, premier, connue.id)
  expect(await appliquer(essai, agent, premier)).toMatchObject({ statut: 'applique' })
  const lire = async (importId: string) => (await agent.brut('GET /imports/:importId', { importId })).json
  const encore = await simuler(agent)
  expect(await lire(encore)).toMatchObject({ statut: 'refuse', refus: { code: 'deja-applique' } })
  // On purpose: line by line it changes only what it still can. Then it is applied once more, and once more said so.
  expect((await agent.brut('POST /imports/:importId/application', { importId: encore, force: true })).status).toBe(200)
  await traiter(essai)
  const { numero, statut } = await lire(encore)
  expect(statut).toBe('applique')
  const dernier = await lire(await simuler(agent))
  expect(dernier).toMatchObject({ statut: 'refuse', refus: { code: 'deja-applique' } })
  expect(JSON.stringify(dernier.refus)).toContain(`import n° ${numero}`)
  expect(await compter(essai, 'personne')).toBe(2)
})
