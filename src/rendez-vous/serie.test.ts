import { describe, expect, test } from 'vitest'
import { compter, type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { creneaux } from './creneaux.ts'
import { prendre } from './essai-rendez-vous.ts'
import type { prendreSerie } from './prendre-serie.ts'

// Monday 10 March 2025, 10 h in Paris.
const essai = unEssai()

describe('convoquer une série', () => {
  const serie = (agent: Navigateur, personneIds: string[], suite: Record<string, unknown> = {}) =>
    agent.appeler<typeof prendreSerie>('POST /rendez-vous/serie', {
      agentId: agent.id,
      lieu: '12 rue Exemple, Tourcoing',
      debut: '2025-03-12T11:00',
      personnes: personneIds.map(personneId => ({ id: uuidv7(), personneId })),
      ...suite,
    })

  test('les créneaux se suivent, sautent le midi et ce qui est déjà pris', async () => {
    const awa = await essai.unAgent('charge-orientation')
    const [pris, ...ids] = (await Promise.all([1, 2, 3, 4].map(() => unePersonne(essai)))).map(p => p.id)
    await prendre(awa, pris!, { debut: '2025-03-12T14:00' })
    const { json } = await serie(awa, ids)
    expect(json.ecartees).toEqual([])
    expect(json.pris.map(r => r.debut.slice(11, 16))).toEqual(['10:00', '13:45', '14:30'])
    expect(await compter(essai, 'courrier')).toBe(4)
  })

  test('qui ne peut pas être convoqué ainsi est écarté avec la raison et ne prend pas de créneau', async () => {
    const awa = await essai.unAgent('charge-orientation')
    const sans = await unePersonne(essai)
    const avec = await unePersonne(essai, { telephone: '0639980002' })
    const { json } = await serie(awa, [sans.id, avec.id], { convocation: 'sms' })
    expect(json.ecartees).toMatchObject([{ personneId: sans.id, code: 'sms-sans-accord' }])
    expect(json.pris.map(r => [r.personneId, r.debut])).toEqual([[avec.id, '2025-03-12T10:00:00Z']])
  })

  test('une information collective reçoit tout le monde à la même heure', async () => {
    const awa = await essai.unAgent('charge-orientation')
    const ids = (await Promise.all([1, 2, 3].map(() => unePersonne(essai)))).map(p => p.id)
    const { json } = await serie(awa, ids, { modalite: 'collectif' })
    expect(new Set(json.pris.map(r => r.debut)).size).toBe(1)
  })

  test('la même série envoyée deux fois n’est prise qu’une fois', async () => {
    const awa = await essai.unAgent('charge-orientation')
    const personnes = [{ id: uuidv7(), personneId: (await unePersonne(essai)).id }]
    const demande = { agentId: awa.id, lieu: '12 rue Exemple, Tourcoing', debut: '2025-03-12T11:00', personnes }
    await awa.appeler<typeof prendreSerie>('POST /rendez-vous/serie', demande)
    const { json } = await awa.appeler<typeof prendreSerie>('POST /rendez-vous/serie', demande)
    expect(json.pris.map(r => r.id)).toEqual([personnes[0]?.id])
    expect(await compter(essai, 'rendezVous')).toBe(1)
  })

  test('une seule personne hors du périmètre fait refuser toute la série', async () => {
    const awa = await essai.unAgent('charge-orientation', { secteur: ['59599'] })
    const dedans = await unePersonne(essai, { codeInsee: '59599' })
    const dehors = await unePersonne(essai, { codeInsee: '59350' })
    expect((await serie(awa, [dedans.id, dehors.id])).status).toBe(404)
    expect(await compter(essai, 'rendezVous')).toBe(0)
    const pilote = await essai.unAgent('pilote')
    expect((await serie(pilote, [dedans.id])).status).toBe(403)
  })
})

describe('les créneaux', () => {
  test('si le délai finit avant qu’une lettre arrive, ils commencent dans une heure, sautent ce qui est pris et disent jusqu’où va le délai', async () => {
    const awa = await essai.unAgent('charge-orientation')
    const { id } = await unePersonne(essai, { entreeRecueLe: '2025-02-26', telephone: '0639980003' })
    await prendre(awa, (await unePersonne(essai)).id, { debut: '2025-03-10T13:30' })
    const { json } = await awa.appeler<typeof creneaux>('GET /creneaux', { personneId: id, nombre: 40 })
    expect(json.creneaux.slice(0, 2)).toEqual([
      { debut: '2025-03-10T11:00', dansLeDelai: true },
      { debut: '2025-03-10T14:15', dansLeDelai: true },
    ])
    expect(json).toMatchObject({ limite: '2025-03-12', accords: { sms: true, courriel: false } })
    expect(json.creneaux.find(c => !c.dansLeDelai)?.debut).toBe('2025-03-13T09:00')
    expect(json.creneaux.some(c => c.debut.startsWith('2025-03-15'))).toBe(false)
  })

  test('sans jour demandé, ils laissent à la lettre le temps d’arriver', async () => {
    const awa = await essai.unAgent('charge-orientation')
    const { id } = await unePersonne(essai, { entreeRecueLe: '2025-03-07' })
    const { json } = await awa.appeler<typeof creneaux>('GET /creneaux', { personneId: id })
    expect(json.creneaux[0]).toEqual({ debut: '2025-03-13T09:00', dansLeDelai: true })
    const demande = await awa.appeler<typeof creneaux>('GET /creneaux', { personneId: id, depuis: '2025-03-11T00:00' })
    expect(demande.json.creneaux[0]?.debut).toBe('2025-03-11T09:00')
  })

  test('ceux d’une personne hors du périmètre n’existent pas', async () => {
    const ailleurs = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
    const { id } = await unePersonne(essai)
    expect((await ailleurs.brut('GET /creneaux', { personneId: id })).status).toBe(404)
  })
})
