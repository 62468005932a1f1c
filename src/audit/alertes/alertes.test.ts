import { describe, expect, test } from 'vitest'
import type { mesAvis } from '../../avis/mes-avis.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import { sessionsSansFin } from '../../essai-sessions.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { desLectures, desListes } from '../essai-audit.ts'
import type { volumes } from '../volumes.ts'
import { alerterLectures } from './alerter-lectures.job.ts'

const essai = unEssai()
const ids = (n: number) => Array.from({ length: n }, () => uuidv7())
const role = 'referent'
const passer = () => essai.enTransaction(ctx => alerterLectures(ctx, {}))
const avis = async (dpo: Navigateur) => (await dpo.appeler<typeof mesAvis>('GET /avis', { page: 1 })).json.lignes

/** `n` files a day over the six working days before 10 March 2025. */
async function habituel(agent: Navigateur, n: number) {
  for (const jour of ['03', '04', '05', '06', '07', '08'])
    await desLectures(essai, [{ agent, role, personnes: ids(n), le: `2025-03-${jour}T10:00:00Z` }])
}
const aujourdhui = (agent: Navigateur, personnes: string[]) =>
  desLectures(essai, [{ agent, role, personnes, le: '2025-03-10T08:00:00Z' }])

describe('un agent ouvre bien plus de dossiers que d’habitude', () => {
  test.each([
    [12, 36, 0],
    [12, 37, 1],
    [5, 29, 0],
    [5, 30, 1],
  ])('%i d’habitude, %i aujourd’hui : %i avis', async (dHabitude, ceJour, attendus) => {
    const [dpo, agent] = [await essai.unAgent('dpo'), await essai.unAgent('referent', { nom: 'PRESSÉ' })]
    await habituel(agent, dHabitude)
    await aujourdhui(agent, ids(ceJour))
    await passer()
    expect(await avis(dpo)).toHaveLength(attendus)
  })

  test('le délégué l’apprend une fois pour la journée, avec ce à quoi c’est comparé, et le lien mène aux lectures', async () => {
    const [dpo, agent] = [await essai.unAgent('dpo'), await essai.unAgent('referent', { nom: 'PRESSÉ' })]
    await habituel(agent, 12)
    await aujourdhui(agent, ids(40))
    await passer()
    essai.now = '2025-03-10T09:05:00Z'
    await aujourdhui(agent, ids(10))
    await passer()
    const lignes = await avis(dpo)
    expect(lignes.map(l => [l.titre.replaceAll('\u00a0', ' '), l.detail?.replaceAll('\u00a0', ' '), l.vers])).toEqual([
      [
        'Agent PRESSÉ a ouvert 40 dossiers le lundi 10 mars 2025',
        'D’habitude, 12 par jour. C’est une question à poser, pas une faute.',
        `/audit?agent=${agent.id}&du=2025-03-10&au=2025-03-10`,
      ],
    ])
    const { json } = await dpo.appeler<typeof volumes>('GET /audit/volumes', { unite: 'jour' })
    expect(json.lignes[0]).toMatchObject({ personnes: 50, dossiers: 50, habitude: 12 })
    expect(json.lignes[0]?.ecarts).toContain('propre')
  })

  test('qui n’a pas encore d’habitude n’est signalé qu’au-delà de deux cents', async () => {
    const [dpo, agent] = [await essai.unAgent('dpo'), await essai.unAgent('referent')]
    const lus = ids(201)
    await aujourdhui(agent, lus.slice(1))
    await passer()
    expect(await avis(dpo)).toEqual([])
    await aujourdhui(agent, lus)
    await passer()
    expect(await avis(dpo)).toHaveLength(1)
  })

  test.each([
    ['2025-02-08', 1],
    ['2025-02-07', 0],
  ])(
    'l’habitude se prend sur cinq jours au moins des trente d’avant : le premier le %s, %i avis',
    async (premier, attendus) => {
      const [dpo, agent] = [await essai.unAgent('dpo'), await essai.unAgent('referent')]
      for (const jour of [premier, '2025-03-04', '2025-03-05', '2025-03-06', '2025-03-07'])
        await desLectures(essai, [{ agent, role, personnes: ids(5), le: `${jour}T10:00:00Z` }])
      // Passed each day, the days before the window stay counted.
      await sessionsSansFin(essai)
      essai.now = '2025-03-08T09:00:00Z'
      await passer()
      essai.now = '2025-03-10T09:00:00Z'
      await aujourdhui(agent, ids(40))
      await passer()
      expect(await avis(dpo)).toHaveLength(attendus)
    },
  )

  test('la même personne lue dix fois, une liste, un export ne font pas des dossiers', async () => {
    const [dpo, agent] = [await essai.unAgent('dpo'), await essai.unAgent('referent')]
    await habituel(agent, 5)
    await aujourdhui(agent, Array(40).fill(uuidv7()))
    const le = '2025-03-10T08:00:00Z'
    await desLectures(essai, [{ agent, role, personnes: ids(300), le, quoi: 'export' }])
    await desLectures(essai, [{ agent, role, personnes: ids(300), le, quoi: 'import' }])
    await passer()
    expect(await avis(dpo)).toEqual([])
  })

  test('ce qu’une personne lit de son propre dossier, ou un logiciel, ne fait l’habitude ni l’écart d’aucun agent', async () => {
    const [dpo, autre] = [await essai.unAgent('dpo'), uuidv7()]
    const lignes = ids(201).map(personneId => ({ personneId, acteur: 'logiciel', acteurId: autre, quoi: 'dossier' }))
    await essai.base
      .territoire('59')
      .insertInto('consultation')
      .values(lignes.map(l => ({ ...l, role: null, relation: null, le: '2025-03-10T08:00:00Z' })))
      .execute()
    await passer()
    expect(await avis(dpo)).toEqual([])
  })

  test('seuls ceux qui contrôlent les lectures l’apprennent', async () => {
    const [admin, agent] = [await essai.unAgent('administrateur'), await essai.unAgent('referent')]
    await aujourdhui(agent, ids(201))
    await passer()
    expect(await avis(admin)).toEqual([])
  })

  test('la fin d’une journée se sait le lendemain', async () => {
    const [dpo, agent] = [await essai.unAgent('dpo'), await essai.unAgent('referent')]
    await sessionsSansFin(essai)
    await passer()
    await desLectures(essai, [{ agent, role, personnes: ids(201), le: '2025-03-10T22:58:00Z' }])
    essai.now = '2025-03-10T23:03:00Z'
    await passer()
    expect((await avis(dpo)).map(l => l.vers)).toEqual([`/audit?agent=${agent.id}&du=2025-03-10&au=2025-03-10`])
  })
})

describe('des listes montrent à un agent bien plus de noms que d’habitude', () => {
  const montrer = (agent: Navigateur, personnes: string[], le = '2025-03-10T08:00:00Z') =>
    desListes(essai, [{ agent, role, personnes, le }])
  async function habitue(n: number) {
    const [dpo, agent] = [await essai.unAgent('dpo'), await essai.unAgent('referent', { nom: 'CURIEUX' })]
    for (const jour of ['03', '04', '05', '06', '07']) await montrer(agent, ids(n), `2025-03-${jour}T10:00:00Z`)
    return { dpo, agent }
  }

  test.each([
    [200, 600, 0],
    [200, 601, 1],
    [20, 299, 0],
    [20, 300, 1],
    [900, 1000, 0],
    [900, 1001, 1],
  ])('%i d’habitude, %i aujourd’hui : %i avis', async (dHabitude, ceJour, attendus) => {
    const { dpo, agent } = await habitue(dHabitude)
    const noms = ids(ceJour)
    await montrer(agent, noms.slice(50))
    // A name shown again is no other name.
    await montrer(agent, noms.slice(0, 100))
    await passer()
    expect(await avis(dpo)).toHaveLength(attendus)
  })

  test('ce que montrent un fichier exporté, un import, des désaccords compte aussi, une personne une fois', async () => {
    const { dpo, agent } = await habitue(20)
    const noms = ids(301)
    const le = '2025-03-10T08:00:00Z'
    await desLectures(essai, [
      { agent, role, personnes: noms.slice(0, 200), le, quoi: 'export' },
      { agent, role, personnes: noms.slice(100, 260), le, quoi: 'conflits' },
      { agent, role, personnes: noms.slice(250, 299), le, quoi: 'import' },
    ])
    await passer()
    expect(await avis(dpo)).toEqual([])
    await montrer(agent, noms.slice(290))
    await passer()
    expect((await avis(dpo)).map(l => l.titre)).toEqual([expect.stringContaining('301')])
  })

  test('sans un seul dossier ouvert : l’avis mène aux listes de ce jour, et la page le dit', async () => {
    const { dpo, agent } = await habitue(20)
    await montrer(agent, ids(1001))
    await passer()
    const [dit, ...autres] = await avis(dpo)
    expect(autres).toEqual([])
    expect([dit?.titre, dit?.detail].map(t => t?.replaceAll(/[\u00a0\u202f]/g, ' '))).toEqual([
      'Agent CURIEUX a vu 1 001 noms dans des listes le lundi 10 mars 2025',
      'D’habitude, 20 par jour. C’est une question à poser, pas une faute.',
    ])
    expect(dit?.vers).toBe(`/audit/listes?agent=${agent.id}&du=2025-03-10&au=2025-03-10`)
    const { json } = await dpo.appeler<typeof volumes>('GET /audit/volumes', { unite: 'jour' })
    expect(json.lignes).toMatchObject([
      {
        agentId: agent.id,
        role: 'Référent unique',
        du: '2025-03-10',
        personnes: 0,
        noms: 1001,
        habitudeNoms: 20,
        ecarts: ['noms'],
      },
    ])
  })

  test('les deux à la fois : deux avis, chacun dit une fois', async () => {
    const { dpo, agent } = await habitue(20)
    await aujourdhui(agent, ids(201))
    await montrer(agent, ids(1001))
    await passer()
    await passer()
    expect((await avis(dpo)).map(l => l.vers.split('?')[0]).sort()).toEqual(['/audit', '/audit/listes'])
  })
})
