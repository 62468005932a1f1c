import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { unImport } from '../echanges/listes/essai-tableur.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { dire } from '../essai-recits.ts'
import { effacerTerritoire } from '../sauvegarde/effacer.ts'
import { unFichier } from '../socle/fichier/essai-fichier.ts'
import { creerTerritoire } from '../socle/migrer.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { desLectures } from './essai-audit.ts'
import type { reponsePersonne } from './reponse-personne.ts'
import type { sorties } from './sorties.ts'
import type { volumes } from './volumes.ts'

const essai = unEssai()
const ids = (n: number) => Array.from({ length: n }, () => uuidv7())
const REFERENT = 'referent'

describe('les volumes hors de l’ordinaire', () => {
  const lire = async (dpo: Navigateur, unite: 'jour' | 'semaine' = 'jour') =>
    (await dpo.appeler<typeof volumes>('GET /audit/volumes', { unite })).json

  test.each([
    [[5, 5], 30],
    [[10, 10], 30],
    [[10, 11], 32],
    [[11, 11], 33],
  ])(
    'les autres lisent %j personnes un jour : signalé à partir de %i, trois fois la médiane et trente au moins',
    async (autres, seuil) => {
      const dpo = await essai.unAgent('dpo')
      const le = '2025-03-06T10:00:00Z'
      for (const n of autres)
        await desLectures(essai, [{ agent: await essai.unAgent('referent'), role: REFERENT, personnes: ids(n), le }])
      const presse = await essai.unAgent('referent', { nom: 'PRESSÉ' })
      const lues = ids(seuil)
      await desLectures(essai, [{ agent: presse, role: REFERENT, personnes: lues.slice(1), le }])
      expect((await lire(dpo)).lignes).toEqual([])
      // One more person; and one of them again, counted once.
      await desLectures(essai, [
        { agent: presse, role: REFERENT, personnes: lues.slice(0, 2), le },
        // Read forty times, counted once; another day, another count.
        { agent: presse, role: REFERENT, personnes: Array(40).fill(uuidv7()), le: '2025-03-05T10:00:00Z' },
      ])
      const { lignes } = await lire(dpo)
      expect(lignes.map(l => [l.agent, l.du, l.au, l.personnes, l.seuil, l.ecarts])).toEqual([
        ['Agent PRESSÉ', '2025-03-06', '2025-03-06', seuil, seuil, ['volume']],
      ])
    },
  )

  test('les lectures d’un logiciel n’y comptent pas', async () => {
    const dpo = await essai.unAgent('dpo')
    const [agent, logiciel] = [await essai.unAgent('referent'), uuidv7()]
    const le = '2025-03-09T11:00:00Z'
    await desLectures(essai, [{ agent, role: REFERENT, personnes: ids(1), le }])
    await essai.base
      .territoire('59')
      .insertInto('consultation')
      .values({ personneId: uuidv7(), acteur: 'logiciel', acteurId: logiciel, role: null, quoi: 'dossier', le })
      .execute()
    expect((await lire(dpo)).lignes.map(l => l.agentId)).toEqual([agent.id])
  })

  test('la médiane est celle du rôle : qui reçoit tout le monde ne fait pas monter celle des référents', async () => {
    const dpo = await essai.unAgent('dpo')
    const [un, deux, charge] = [
      await essai.unAgent('referent'),
      await essai.unAgent('referent'),
      await essai.unAgent('charge-orientation'),
    ]
    const le = '2025-03-06T10:00:00Z'
    await desLectures(essai, [
      { agent: un, role: REFERENT, personnes: ids(11), le },
      { agent: deux, role: REFERENT, personnes: ids(11), le },
      { agent: un, role: REFERENT, personnes: ids(33), le: '2025-03-07T10:00:00Z' },
      { agent: charge, role: 'charge-orientation', personnes: ids(80), le },
    ])
    expect((await lire(dpo)).lignes.map(l => [l.personnes, l.mediane, l.seuil])).toEqual([[33, 11, 33]])
  })

  test('une semaine va du lundi au dimanche', async () => {
    const dpo = await essai.unAgent('dpo')
    const [agent, autre] = [await essai.unAgent('referent'), await essai.unAgent('referent')]
    await desLectures(essai, [
      { agent: autre, role: REFERENT, personnes: ids(3), le: '2025-03-04T10:00:00Z' },
      { agent: autre, role: REFERENT, personnes: ids(3), le: '2025-02-25T10:00:00Z' },
      { agent, role: REFERENT, personnes: ids(50), le: '2025-03-03T10:00:00Z' },
      { agent, role: REFERENT, personnes: ids(50), le: '2025-03-08T10:00:00Z' },
    ])
    const { lignes } = await lire(dpo, 'semaine')
    expect(lignes.map(l => [l.du, l.au, l.personnes])).toEqual([['2025-03-03', '2025-03-09', 100]])
  })

  test.each([
    ['à 6 h 59', '2025-03-06T05:59:00Z', 1],
    ['à 7 h', '2025-03-06T06:00:00Z', 0],
    ['à 19 h 59', '2025-03-06T18:59:00Z', 0],
    ['à 20 h', '2025-03-06T19:00:00Z', 1],
    ['un dimanche midi', '2025-03-09T11:00:00Z', 1],
    ['un samedi midi', '2025-03-08T11:00:00Z', 0],
  ])('une lecture %s', async (_, le, hors) => {
    const dpo = await essai.unAgent('dpo')
    const agent = await essai.unAgent('referent')
    await desLectures(essai, [{ agent, role: REFERENT, personnes: ids(1), le }])
    expect((await lire(dpo)).lignes.map(l => [l.horsHoraires, l.ecarts])).toEqual(hors ? [[1, ['hors-horaires']]] : [])
  })

  test.each([
    [9, 0],
    [10, 1],
  ])('%i numéros de sécurité sociale lus en un jour', async (nombre, signales) => {
    const dpo = await essai.unAgent('dpo')
    const agent = await essai.unAgent('referent')
    await desLectures(essai, [
      { agent, role: REFERENT, personnes: ids(nombre), le: '2025-03-06T10:00:00Z', quoi: 'nir' },
    ])
    expect((await lire(dpo)).lignes.map(l => [l.nir, l.ecarts])).toEqual(signales ? [[10, ['nir']]] : [])
  })

  test('le territoire choisit ses seuils', async () => {
    const dpo = await essai.unAgent('dpo')
    const agent = await essai.unAgent('referent')
    await essai.base
      .territoire('59')
      .insertInto('parametre')
      .values({ cle: 'audit.minimum-nir', effetLe: '2025-01-01', valeur: '2', saisiLe: essai.now })
      .execute()
    await desLectures(essai, [{ agent, role: REFERENT, personnes: ids(2), le: '2025-03-06T10:00:00Z', quoi: 'nir' }])
    expect((await lire(dpo)).lignes).toHaveLength(1)
  })
})

describe('ce qui est sorti', () => {
  const PERIODE = { du: '2025-03-01', au: '2025-03-31' }
  const lire = async (dpo: Navigateur) => (await dpo.appeler<typeof sorties>('GET /audit/sorties', PERIODE)).json

  test('un courrier ouvert, un fichier et ses lignes refusées téléchargés, le journal exporté : qui, quand, combien', async () => {
    const [dpo, admin, charge] = [
      await essai.unAgent('dpo', { nom: 'AUNE' }),
      await essai.unAgent('administrateur', { nom: 'LISIÈRE' }),
      await essai.unAgent('charge-orientation', { nom: 'DIALLO' }),
    ]
    const personne = await unePersonne(essai, { nom: 'ESSAI-LETTRE' })
    const courrierId = uuidv7()
    await essai.base
      .territoire('59')
      .insertInto('courrier')
      .values({
        id: courrierId,
        personneId: personne.id,
        modele: 'convocation',
        editeLe: essai.now,
        sha256: '',
        fichierId: await unFichier(essai),
      })
      .execute()
    for (let fois = 0; fois < 2; fois++)
      expect((await charge.brut('GET /courriers/:courrierId/pdf', { courrierId })).status).toBe(200)
    essai.now = '2025-03-10T10:00:00Z'
    const { id: importId } = await unImport(essai, 'Nom;Téléphones\nRégie;01 99 00 00 01\n', {
      genre: 'structures',
      agent: admin,
    })
    expect((await admin.brut('GET /imports/:importId/fichier', { importId, motif: 'controle' })).status).toBe(200)
    essai.now = '2025-03-10T11:00:00Z'
    await essai.base
      .territoire('59')
      .insertInto('importLigne')
      .values({ importId, ligne: 2, resultat: 'refusee', personneId: personne.id })
      .execute()
    expect((await admin.brut('POST /imports/:importId/refusees', { importId, motif: 'correction' })).status).toBe(200)
    essai.now = '2025-03-10T12:00:00Z'
    const csv = await dpo.brut('POST /audit/lectures/export', { motif: 'controle', format: 'csv', agent: charge.id })
    expect([csv.status, csv.texte.includes('CAMILLE') || csv.texte.includes('Camille ESSAI-LETTRE')]).toEqual([
      200,
      true,
    ])
    expect(csv.texte).toContain('Un courrier (PDF);Son rôle ouvre tout le territoire;59-2\r\n')

    const { lignes, tronque } = await lire(dpo)
    expect(tronque).toBe(false)
    expect(lignes.map(l => [l.agent, l.quoi, l.personnes])).toEqual([
      ['Agent AUNE', 'Export : Journal des lectures', 1],
      ['Agent LISIÈRE', 'Export : Lignes refusées d’une liste', 1],
      ['Agent LISIÈRE', 'Fichier téléchargé', null],
      ['Agent DIALLO', 'Un courrier (PDF)', 1],
    ])
    expect(lignes[0]).toMatchObject({
      detail: '2 lignes · Agent : Agent DIALLO · Contrôle interne · Texte (CSV)',
      export: { numero: 2, marque: '59-2' },
    })
  })

  test('les clés des partenaires, avec leur dernier appel, celles de ce territoire seules', async () => {
    const dpo = await essai.unAgent('dpo')
    const cle = { droits: [], creeLe: essai.now, creePar: 'Essai', dernierAppelLe: '2025-03-09T08:00:00.000Z' }
    const voisin = { code: '00', nom: 'Voisin' }
    await creerTerritoire(essai.url, voisin)
    for (const [territoire, nom] of [
      ['59', 'Logiciel'],
      ['00', 'Logiciel du voisin'],
    ] as const)
      await essai.base.commun
        .insertInto('clientApi')
        .values({ ...cle, id: uuidv7(), territoire, nom, empreinte: Buffer.from(nom) })
        .execute()
    const { cles } = await lire(dpo)
    expect(cles.map(c => c.nom)).toEqual(['Logiciel'])
    expect(Date.parse(cles[0]?.dernierAppelLe ?? '')).toBe(Date.parse(cle.dernierAppelLe))
    await sql`delete from client_api`.execute(essai.base.commun)
    await effacerTerritoire(essai.url, voisin)
  })

  test('ses récits se lisent', () => {
    expect(dire('lectures-exportees', null, { lignes: 12, personnes: 3, motif: 'personne' })).toEqual([
      'Journal des lectures exporté',
      '12 lignes · 3 personnes · Répondre à une personne',
    ])
    expect(dire('import-telecharge', null, { quoi: 'refusees', fichier: 'liste.csv', lignes: 2 })).toEqual([
      'Lignes refusées téléchargées',
      'liste.csv · 2 lignes',
    ])
  })
})

test('« Qui a lu mon dossier » dit, jour par jour, chaque professionnel une fois, sans la demande qui vient d’être faite', async () => {
  const structureId = await essai.uneStructure({ nom: 'Maison du Métier' })
  const referent = await essai.unAgent('referent', { structureId, nom: 'ROUET' })
  const dpo = await essai.unAgent('dpo')
  const { id } = await unePersonne(essai, { nom: 'ESSAI-DEMANDE' })
  await desLectures(essai, [
    { agent: referent, role: REFERENT, personnes: [id], le: '2025-03-05T10:00:00Z', relation: 'referent' },
    { agent: referent, role: REFERENT, personnes: [id], le: '2025-03-05T11:00:00Z', relation: 'referent', quoi: 'nir' },
    { agent: referent, role: REFERENT, personnes: [id], le: '2025-03-06T10:00:00Z', relation: 'rendez-vous' },
    { agent: referent, role: REFERENT, personnes: [id], le: '2025-02-06T10:00:00Z', relation: 'referent' },
    // A look of the DPO into the journal, to prepare the answer: told, but not as a reading of the file.
    { agent: dpo, role: 'dpo', personnes: [id], le: '2025-03-07T10:00:00Z', quoi: 'audit' },
  ])
  const { json } = await dpo.appeler<typeof reponsePersonne>('GET /audit/reponse', {
    personne: id,
    du: '2025-03-01',
    au: '2025-03-31',
  })
  const qui = { agent: 'Agent ROUET', role: 'Référent unique', structure: 'Maison du Métier' }
  expect(json.jours).toEqual([
    { jour: '2025-03-06', lecteurs: [{ ...qui, parties: ['Le dossier'], raisons: ['Rendez-vous avec la personne'] }] },
    {
      jour: '2025-03-05',
      lecteurs: [
        { ...qui, parties: ['Le dossier', 'Le numéro de sécurité sociale'], raisons: ['Référent de la personne'] },
      ],
    },
  ])
  expect(json).toMatchObject({
    controles: [{ role: 'Délégué à la protection des données', jours: ['2025-03-07'] }],
    etabliLe: '2025-03-10',
    gardeesDepuis: '2024-03-10',
    territoire: 'Nord',
    personne: { nom: 'ESSAI-DEMANDE' },
    // The letter says whom to ask.
    delegue: { nom: expect.stringMatching(/^\S+ \S+/), courriel: expect.stringContaining('@') },
  })
})

test('« Qui a lu mon dossier » s’arrête à la fin du dernier jour demandé, à Paris', async () => {
  const [dpo, agent] = [await essai.unAgent('dpo'), await essai.unAgent('referent')]
  const { id } = await unePersonne(essai)
  await desLectures(
    essai,
    ['2025-03-05T22:59:59Z', '2025-03-05T23:00:00Z', '2025-03-06T22:59:59Z', '2025-03-06T23:00:00Z'].map(le => ({
      ...{ agent, role: REFERENT, personnes: [id], le },
      quoi: le.endsWith('59Z') ? 'nir' : 'dossier',
    })),
  )
  const demande = { personne: id, du: '2025-03-06', au: '2025-03-06' }
  const { json } = await dpo.appeler<typeof reponsePersonne>('GET /audit/reponse', demande)
  expect(json.jours.map(j => [j.jour, j.lecteurs.flatMap(l => l.parties)])).toEqual([
    ['2025-03-06', ['Le dossier', 'Le numéro de sécurité sociale']],
  ])
})
