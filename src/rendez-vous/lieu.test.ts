import { expect, test } from 'vitest'
import { texte } from '../courrier/essai-pdf.ts'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { listeAgentsRecevant } from './agents-recevant.ts'
import { prendre } from './essai-rendez-vous.ts'

const essai = unEssai()

test.each(['individuel', 'conjoint', 'collectif'])(
  '%s : sans lieu, la personne ne saurait pas où venir',
  async modalite => {
    const awa = await essai.unAgent('charge-orientation')
    const { id } = await unePersonne(essai)
    const refusee = await prendre(awa, id, { modalite, lieu: null })
    expect([refusee.status, JSON.parse(refusee.texte)]).toMatchObject([
      409,
      { code: 'lieu-requis', detail: expect.stringContaining('Écrivez l’adresse'), champs: [{ champ: 'lieu' }] },
    ])
    expect((await prendre(awa, id, { modalite, lieu: '  ' })).status).toBe(409)
    expect((await prendre(awa, id, { modalite, lieu: '1 rue Exemple' })).json.lieu).toBe('1 rue Exemple')
  },
)

test.each(['telephone', 'visio', 'domicile'])('%s : aucun lieu n’est demandé', async modalite => {
  const awa = await essai.unAgent('charge-orientation')
  const { json, status } = await prendre(awa, (await unePersonne(essai)).id, { modalite, lieu: null })
  expect([status, json.lieu]).toEqual([200, null])
})

test('le lieu laissé vide est celui de la structure de qui reçoit, en série et au report aussi ; sans adresse, c’est refusé', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const [nom, ou] = ['Maison du Fil', '7 rue du Fil, 59200 Tourcoing']
  const adresse = `${nom}, ${ou}`
  const ines = await essai.unAgent('referent', { structureId: await essai.uneStructure({ nom, adresse: ou }) })
  const sans = await essai.unAgent('referent', { structureId: await essai.uneStructure({ adresse: null }) })
  const dites = (await awa.appeler<typeof listeAgentsRecevant>('GET /rendez-vous/agents', {})).json.agents
  const dite = (id: string) => dites.find(d => d.id === id)?.adresse
  expect([dite(ines.id), dite(sans.id), dite(awa.id)]).toEqual([adresse, null, null])
  const [a, b] = [await unePersonne(essai), await unePersonne(essai)]
  const { json } = await prendre(awa, a.id, { agentId: ines.id, lieu: null, convocation: 'courrier' })
  expect(json.lieu).toBe(adresse)
  const lettre = essai.base.territoire('59').selectFrom('courrier').select('id').where('rendezVousId', '=', json.id)
  const { id: courrierId } = await lettre.executeTakeFirstOrThrow()
  expect(texte((await awa.brut('GET /courriers/:courrierId/pdf', { courrierId })).brut)).toContain(`Lieu : ${adresse}`)
  expect((await prendre(awa, b.id, { agentId: sans.id, lieu: null })).status).toBe(409)
  const serie = (agentId: string) =>
    awa.brut('POST /rendez-vous/serie', {
      ...{ agentId, debut: '2025-03-13T09:00', personnes: [{ id: uuidv7(), personneId: b.id }] },
    })
  expect((await serie(sans.id)).json).toMatchObject({ pris: [], ecartees: [{ code: 'lieu-requis' }] })
  expect((await serie(ines.id)).json).toMatchObject({ pris: [{ lieu: adresse }], ecartees: [] })
  const report = { rendezVousId: json.id, nouveauId: uuidv7(), debut: '2025-03-18T10:00', lieu: null }
  expect((await awa.brut('POST /rendez-vous/:rendezVousId/report', report)).json).toMatchObject({ lieu: adresse })
})
