import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { dem, foyer, temoin } from '../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { importerMois } from '../echanges/cnaf/beneficiaires/essai-import.ts'
import { compter, type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import type { rechercher } from '../personne/recherche/recherche.ts'
import { unSuivi } from '../pilotage/essai-pilotage.ts'
import type { chercherArchives } from './chercher-archives.ts'
import type { conservation } from './conservation.ts'
import { conserverAu } from './essai-conserver.ts'
import { NIR, TRACES, uneVieEntiere } from './essai-vie.ts'
import type { ouvrirArchive, sortirArchive } from './ouvrir-archive.ts'
import type { personnesAuTerme } from './personnes-au-terme.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const MOTIF = 'Demande d’accès reçue le 3 mars'
const archivee = async () => {
  const elle = await uneVieEntiere(essai, await essai.unAgent('referent'))
  await conserverAu(essai)
  return elle
}
const fil = async (id: string) =>
  (
    await db().selectFrom('evenement').select(['type', 'apres']).where('personneId', '=', id).orderBy('id').execute()
  ).slice(2)

test('un dossier aux archives ne se trouve plus, ne s’ouvre plus, ne se liste plus', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { id } = await archivee()
  expect((await agent.appeler<typeof rechercher>('POST /recherche', { q: TRACES.nom })).texte).not.toContain(id)
  expect((await agent.brut('POST /personnes/recherche', { q: TRACES.nom })).texte).not.toContain(id)
  expect((await agent.brut('GET /personnes/:personneId', { personneId: id })).status).toBe(404)
  expect((await agent.brut('GET /personnes/:personneId/donnees', { personneId: id })).status).toBe(404)
})

test('il n’est plus à personne : ni au référent ni à son équipe, que quelque chose y liait encore', async () => {
  const structureId = await essai.uneStructure()
  const referent = await essai.unAgent('referent', { structureId })
  const agents = [referent, await essai.unAgent('responsable-equipe', { structureId })]
  const { id } = await unePersonne(essai, { nom: TRACES.nom })
  await unSuivi(essai, id, { debut: '2024-01-10', dominante: 'emploi', structureId, referentId: referent.id })
  const trouve = (agent: Navigateur) =>
    agent.brut('POST /personnes/recherche', { q: TRACES.nom }).then(({ texte }) => texte.includes(id))
  expect(await Promise.all(agents.map(trouve))).toEqual([true, true])
  await db().insertInto('archive').values({ personneId: id, le: '2025-03-10' }).execute()
  expect(await Promise.all(agents.map(trouve))).toEqual([false, false])
  for (const agent of agents)
    expect((await agent.brut('GET /personnes/:personneId', { personneId: id })).status).toBe(404)
})

test('vingt et un du même nom : vingt sont montrés et lus, et il est dit que d’autres restent', async () => {
  const admin = await essai.unAgent('administrateur')
  for (let i = 0; i < 21; i++) {
    const { id } = await unePersonne(essai, { nom: 'ESSAI-NOMBREUX' })
    await db().insertInto('archive').values({ personneId: id, le: '2025-03-10' }).execute()
  }
  const { json } = await admin.appeler<typeof chercherArchives>('POST /archives/recherche', { q: 'essai nombreux' })
  expect([json.archives.length, json.tronque]).toEqual([20, true])
  expect(await compter(essai, 'consultation')).toBe(20)
})

test('un dossier dont l’effacement est fait ne se trouve plus aux archives', async () => {
  const admin = await essai.unAgent('administrateur')
  const { id } = await unePersonne(essai, { nom: TRACES.nom })
  const chercher = async () =>
    (await admin.appeler<typeof chercherArchives>('POST /archives/recherche', { q: TRACES.nom })).json.archives
  await db().insertInto('archive').values({ personneId: id, le: '2025-03-10' }).execute()
  expect((await chercher()).map(a => a.id)).toEqual([id])
  await db().updateTable('archive').set({ effaceeLe: '2025-03-10' }).execute()
  expect(await chercher()).toEqual([])
})

test('qui en a le droit le trouve et le lit, en disant pourquoi : c’est une lecture, et le fil le garde', async () => {
  const admin = await essai.unAgent('administrateur')
  const { id } = await archivee()
  const { json } = await admin.appeler<typeof chercherArchives>('POST /archives/recherche', { q: 'zénobie oubliette' })
  expect(json.archives).toMatchObject([{ id, nom: TRACES.nom, le: '2025-03-10' }])
  const sans = await admin.brut('POST /archives/:archiveId/ouverture', { archiveId: id, motif: '' })
  expect(sans.status).toBe(400)
  const lu = await admin.appeler<typeof ouvrirArchive>('POST /archives/:archiveId/ouverture', {
    archiveId: id,
    motif: MOTIF,
  })
  expect([lu.status, lu.json.personne, lu.json.archiveeLe]).toEqual([200, 'Mme Zenobie ESSAI-OUBLIETTE', '2025-03-10'])
  expect(lu.texte).not.toContain(TRACES.note)
  expect(lu.texte).not.toContain(NIR)
  expect(
    await db()
      .selectFrom('consultation')
      .select(['quoi', 'acteurId'])
      .where('personneId', '=', id)
      .orderBy('id')
      .execute(),
  ).toEqual([
    { quoi: 'archives', acteurId: admin.id },
    { quoi: 'archive', acteurId: admin.id },
  ])
  expect(await fil(id)).toEqual([
    { type: 'archivage', apres: null },
    { type: 'archive-ouverte', apres: { motif: MOTIF } },
  ])
  const autre = await unePersonne(essai)
  expect((await admin.brut('POST /archives/:archiveId/ouverture', { archiveId: autre.id, motif: MOTIF })).status).toBe(
    404,
  )
  const agent = await essai.unAgent('charge-orientation')
  expect((await agent.brut('POST /archives/recherche', { q: TRACES.nom })).status).toBe(403)
})

test('le lire ne le retient pas, l’en sortir le rend à tous et compte comme un contact', async () => {
  const [admin, agent] = [await essai.unAgent('administrateur'), await essai.unAgent('charge-orientation')]
  const { id } = await archivee()
  await admin.appeler<typeof ouvrirArchive>('POST /archives/:archiveId/ouverture', { archiveId: id, motif: MOTIF })
  for (const _ of [1, 2])
    expect(
      (await admin.appeler<typeof sortirArchive>('POST /archives/:archiveId/sortie', { archiveId: id, motif: MOTIF }))
        .status,
    ).toBe(200)
  expect((await agent.brut('GET /personnes/:personneId', { personneId: id })).status).toBe(200)
  expect((await fil(id)).filter(e => e.type === 'sortie-archive')).toEqual([
    { type: 'sortie-archive', apres: { pourquoi: MOTIF } },
  ])
  essai.now = '2026-10-10T04:00:00Z'
  await conserverAu(essai)
  expect(await compter(essai, 'archive')).toBe(0)
})

test('l’aperçu dit combien de personnes partiront, mois par mois, et lesquelles à qui peut le savoir', async () => {
  const admin = await essai.unAgent('administrateur')
  const { id } = await uneVieEntiere(essai, await essai.unAgent('referent'), { dernier: '2021-06-20' })
  await unePersonne(essai)
  const lire = async () => (await admin.appeler<typeof conservation>('GET /conservation', {})).json
  const avant = await lire()
  expect([avant.actives, avant.archivees]).toEqual([2, 0])
  expect(avant.mois).toHaveLength(12)
  expect(avant.mois[0]).toEqual({
    mois: '2025-03',
    archiver: 1,
    effacer: 0,
    lignes: { courrier: 1, document: 1, consultation: 1, lecture_liste: 1, ouverture: 1 },
  })
  await conserverAu(essai)
  const apres = await lire()
  expect([apres.actives, apres.archivees]).toEqual([1, 1])
  expect(apres.mois.filter(m => m.effacer)).toEqual([{ mois: '2025-06', archiver: 0, effacer: 1, lignes: {} }])
  expect(apres.preuves).toMatchObject([
    { regle: 'consultation', lignes: 1 },
    { regle: 'courrier', lignes: 1 },
    { regle: 'document', lignes: 1 },
    { regle: 'lecture_liste', lignes: 1 },
    { regle: 'ouverture', lignes: 1 },
  ])
  const { json } = await admin.appeler<typeof personnesAuTerme>('GET /conservation/personnes', {
    quoi: 'effacer',
    mois: '2025-06',
  })
  expect(json).toMatchObject({
    total: 1,
    personnes: [{ id, nom: TRACES.nom, dernierContact: '2021-06-20', le: '2025-06-20' }],
  })
})

test('vingt-six au terme le même mois : la seconde page montre la dernière, et elle seule', async () => {
  const admin = await essai.unAgent('administrateur')
  for (let i = 0; i < 26; i++) await unePersonne(essai)
  await sql`update personne set identite_le = '2019-01-10', contact_le = '2019-01-10'`.execute(db())
  await sql`update foyer set present = false, etat = '5', maj_le = '2019-01-10'`.execute(db())
  await sql`update membre set debut = '2019-01-10', fin = '2019-06-01'`.execute(db())
  await sql`update droit set debut = '2019-01-10', fin = '2019-06-01', flux_fin = flux_debut`.execute(db())
  const lire = async (page: number) =>
    (
      await admin.appeler<typeof personnesAuTerme>('GET /conservation/personnes', {
        quoi: 'archiver',
        mois: '2025-03',
        page,
      })
    ).json
  const [une, deux] = [await lire(1), await lire(2)]
  expect([une.total, une.pages, une.personnes.length, deux.personnes.length]).toEqual([26, 2, 25, 1])
  expect(await lire(3)).toEqual({ mois: '2025-03', total: 26, pages: 2, personnes: [] })
  expect(new Set([...une.personnes, ...deux.personnes].map(p => p.id)).size).toBe(26)
})

const qui = async (nom: string) =>
  (await db().selectFrom('personne').select('id').where('nom', '=', nom).executeTakeFirst())?.id ?? ''
const dernierImport = async () =>
  await db().selectFrom('import').selectAll().orderBy('numero', 'desc').executeTakeFirstOrThrow()
const passer = (jour: string) => conserverAu(essai, `${jour}T04:00:00Z`)

test('un flux qui annonce de nouveau la personne la rend à la base active ; l’annuler la remet aux archives', async () => {
  const admin = await essai.unAgent('administrateur')
  await importerMois(essai, '2019-01', [foyer(), temoin])
  await importerMois(essai, '2019-02', [temoin])
  const id = await qui('TISSAGE')
  await passer('2021-03-02')
  expect(await compter(essai, 'archive')).toBe(0)
  await passer('2021-03-10')
  const archive = await db().selectFrom('archive').selectAll().execute()
  expect(archive).toEqual([{ personneId: id, le: '2021-03-10', effaceeLe: null }])
  await importerMois(essai, '2021-03', [foyer({ personnes: [dem(true, { prenom: 'ANNE' })] }), temoin])
  expect(await compter(essai, 'archive')).toBe(0)
  expect(
    await db().selectFrom('evenement').select(['type', 'apres']).where('type', '=', 'sortie-archive').execute(),
  ).toEqual([{ type: 'sortie-archive', apres: { pourquoi: 'fichier' } }])
  expect(await qui('TISSAGE')).toBe(id)
  expect(
    (await admin.brut('POST /imports/:importId/annulation', { importId: (await dernierImport()).id })).json,
  ).toEqual({ statut: 'annule' })
  expect(await db().selectFrom('archive').selectAll().execute()).toEqual(archive)
})

test('un fichier d’avant l’effacement qui ramène quelqu’un le dit', async () => {
  await importerMois(essai, '2019-01', [foyer(), temoin])
  await importerMois(essai, '2019-02', [temoin])
  await passer('2021-03-10')
  await passer('2023-03-10')
  expect(await qui('TISSAGE')).toBe('')
  expect(
    await db().selectFrom('import').select('contenuEffaceLe').where('recuLe', '<', '2019-03-01').execute(),
  ).toEqual([{ contenuEffaceLe: '2023-03-10' }])
  await importerMois(essai, '2022-12', [foyer(), temoin])
  expect(JSON.stringify((await dernierImport()).rapport)).toContain('antérieur à l’effacement')
  await importerMois(essai, '2023-03', [
    foyer(),
    temoin,
    { ...temoin, numero: '05900000777', personnes: [dem(true, { nom: 'NOUVELLE', nir: '2700100990077' })] },
  ])
  expect(JSON.stringify((await dernierImport()).rapport)).not.toContain('antérieur à l’effacement')
})
