import { expect, test } from 'vitest'
import { toutLeDossier } from '../dossier/essai-dossier.ts'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import type { corrigerContact } from './corriger-contact.ts'

const essai = unEssai()
const NEUF = {
  telephone: '+33 6 39 98 00 02',
  telephoneAccord: true,
  courriel: ' Camille@Example.org ',
  courrielAccord: false,
}
type Agent = Awaited<ReturnType<typeof essai.unAgent>>
const corriger = (agent: Agent, personneId: string, contact: object = NEUF) =>
  agent.appeler<typeof corrigerContact>('PUT /personnes/:personneId/contact', { personneId, ...NEUF, ...contact })
const evenements = () => essai.base.territoire('59').selectFrom('evenement').selectAll().execute()

test('les coordonnées corrigées sont mises en forme, datées, signées, et le fil dit avant et après', async () => {
  const personne = await unePersonne(essai, { telephone: '0639980001' })
  const agent = await essai.unAgent('charge-orientation')
  const { status, json } = await corriger(agent, personne.id)
  expect(status).toBe(200)
  expect(json).toEqual({
    telephone: '0639980002',
    telephoneAccord: true,
    courriel: 'camille@example.org',
    courrielAccord: false,
    source: 'agent',
    le: '2025-03-10',
  })
  const fiche = await toutLeDossier(agent, personne.id)
  expect(fiche.contact).toEqual(json)
  expect(fiche.evenements.lignes[0]?.detail?.replaceAll('\u00a0', ' ')).toContain(
    'Téléphone : 06 39 98 00 02 · avant, 06 39 98 00 01',
  )
})

test('la même correction envoyée deux fois ne s’écrit qu’une fois', async () => {
  const personne = await unePersonne(essai)
  const agent = await essai.unAgent('charge-orientation')
  const premiere = await corriger(agent, personne.id)
  const seconde = await corriger(agent, personne.id)
  expect(seconde.json).toEqual(premiere.json)
  expect(await evenements()).toHaveLength(1)
})

test('confirmer un autre jour des coordonnées inchangées se date et se dit', async () => {
  const personne = await unePersonne(essai)
  const agent = await essai.unAgent('charge-orientation')
  await corriger(agent, personne.id)
  essai.now = '2025-04-10T09:00:00Z'
  expect((await corriger(agent, personne.id)).json.le).toBe('2025-04-10')
  expect(await evenements()).toHaveLength(2)
})

test.each([
  ['un numéro trop court', { telephone: '06 39' }, 'telephone', /trop court/],
  ['une adresse incomplète', { courriel: 'camille@' }, 'courriel', /adresse électronique complète/],
  ['un accord SMS sans numéro', { telephone: '' }, 'telephoneAccord', /Écrivez le numéro/],
  ['un accord courriel sans adresse', { courriel: null, courrielAccord: true }, 'courrielAccord', /Écrivez l’adresse/],
])('%s est refusé, champ par champ', async (_, contact, champ, message) => {
  const personne = await unePersonne(essai)
  const agent = await essai.unAgent('charge-orientation')
  const { status, json } = await corriger(agent, personne.id, contact)
  expect(status).toBe(400)
  expect(json).toMatchObject({ champs: [{ champ, message: expect.stringMatching(message) }] })
  expect(await evenements()).toEqual([])
})

test('hors du périmètre ou du rôle, rien ne se corrige', async () => {
  const personne = await unePersonne(essai)
  expect((await corriger(await essai.unAgent('referent'), personne.id)).status).toBe(404)
  expect((await corriger(await essai.unAgent('pilote'), personne.id)).status).toBe(403)
  expect(await evenements()).toEqual([])
})
