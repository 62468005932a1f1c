import { expect, test } from 'vitest'
import type { mesAvis } from '../../avis/mes-avis.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import type { mesOuvertures, ouvertures } from './ouvertures.ts'

const essai = unEssai({ raison: true })
const charge = (nom?: string) => essai.unAgent('charge-orientation', nom ? { nom } : {})

test('le délégué demande, l’agent répond, le délégué clôt : rien ne reste sans suite', async () => {
  const [agent, dpo] = [await charge('ROUET'), await essai.unAgent('dpo')]
  const { id } = await unePersonne(essai, { nom: 'VUE', soumis: false })
  const liste = async () => (await dpo.appeler<typeof ouvertures>('GET /audit/ouvertures', { page: 1 })).json
  const avis = async (qui: Navigateur) => (await qui.appeler<typeof mesAvis>('GET /avis', { page: 1 })).json.lignes
  await agent.brut('POST /personnes/:personneId/raison', { id: uuidv7(), personneId: id, motif: 'urgence' })
  const { lignes, aRevoir } = await liste()
  expect([aRevoir, lignes[0]]).toMatchObject([1, { agent: 'Agent ROUET', nom: 'VUE', motif: 'urgence', revue: null }])
  const ouvertureId = lignes[0]?.id ?? ''
  const revoir = (plus: object) => dpo.brut('PUT /audit/ouvertures/:ouvertureId', { ouvertureId, ...plus })
  expect((await revoir({ revue: 'a-expliquer' })).json.code).toBe('question-a-dire')
  await revoir({ revue: 'a-expliquer', mot: 'Qui vous a appelé ?' })
  expect(await liste()).toMatchObject({ aRevoir: 0, attendues: 1 })
  expect((await avis(agent)).map(a => [a.detail, a.vers])).toEqual([['Qui vous a appelé ?', '/ouvertures']])
  const repondre = (qui: Navigateur) =>
    qui.brut('PUT /ouvertures/:ouvertureId/explication', { ouvertureId, explication: 'La CAF, pour un droit.' })
  expect((await repondre(await charge())).status).toBe(404)
  expect((await repondre(agent)).status).toBe(200)
  expect(await liste()).toMatchObject({ aRevoir: 1, attendues: 0 })
  expect((await avis(dpo)).map(a => a.vers)).toEqual(['/audit/ouvertures'])
  await revoir({ revue: 'normal' })
  expect(await liste()).toMatchObject({
    aRevoir: 0,
    attendues: 0,
    lignes: [{ revue: 'normal', explication: 'La CAF, pour un droit.' }],
  })
  // Who was asked is told of the end of it, and finds it where they are led.
  expect((await avis(agent))[0]).toMatchObject({
    titre: 'Ouverture d’un dossier trouvée normale',
    vers: '/ouvertures',
  })
  const { json: miennes } = await agent.appeler<typeof mesOuvertures>('GET /ouvertures', {})
  expect(miennes.lignes).toMatchObject([{ revue: 'normal', explication: 'La CAF, pour un droit.' }])
})
