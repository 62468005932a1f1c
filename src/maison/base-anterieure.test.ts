import { randomBytes } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { ouvrirSession } from '../agent/session/sessions-ouvertes.queries.ts'
import { ouvrirBase } from '../base.ts'
import { chiffrerTextesEnClair } from '../chiffrer-textes.ts'
import { ONGLETS_LUS } from '../dossier/essai-dossier.ts'
import { desaccords } from '../echeance/accorder.queries.ts'
import { etablirEcheances } from '../echeance/accorder-echeances.job.ts'
import { serveur } from '../serveur.ts'
import { poserCle } from '../socle/auth/cles.ts'
import { lireNir } from '../socle/auth/nir.ts'
import { contexte, dansTransaction, SYSTEME } from '../socle/contexte.ts'
import type { Base } from '../socle/db.ts'
import { chiffrerCeQuiEstEnClair } from '../socle/fichier/chiffrer-en-clair.ts'
import { chiffrerMorceauxEnClair } from '../socle/fichier/cles.queries.ts'
import { fichierEntier } from '../socle/fichier/fichier.ts'
import { COOKIE } from '../socle/http/routes-http.ts'
import { migrer } from '../socle/migrer.ts'
import { territoires } from '../territoire/territoires.queries.ts'
import { PHOTO, remonterLeTemps } from './essai-base-anterieure.ts'

/** What a territory in service already holds goes on being read, told, undone: a base of the version before, brought to this one. */
const TERRITOIRE = { code: '99', nom: 'Val-de-Trame', demo: true }
const NOW = '2026-11-30T09:00:00Z'
let base: Base
let textesChiffres = 0
let app: Awaited<ReturnType<typeof serveur>>
const lignes = (table: string) => PHOTO.tables.find(t => t.table === table)?.lignes ?? []
const db = () => base.territoire('99')

beforeAll(async () => {
  const { serveur: urlServeur, nom } = inject('modele')
  const url = new URL(urlServeur)
  url.pathname = `/${nom}_${randomBytes(4).toString('hex')}`
  const admin = new pg.Client({ connectionString: urlServeur })
  await admin.connect()
  await admin.query(`create database ${url.pathname.slice(1)}`)
  await admin.end()
  poserCle(PHOTO.cle)
  await remonterLeTemps(url.href)
  await migrer(url.href)
  base = ouvrirBase(url.href, 3)
  textesChiffres = await chiffrerTextesEnClair(base, () => {})
  await etablirEcheances(base, await territoires(base), NOW)
  app = await serveur(base, { now: () => NOW, ecrans: undefined, retardMaxMs: 0 })
})
afterAll(async () => {
  await app?.close()
  await base?.fermer()
})

/** An account of the demo, signed in, speaking HTTP. */
async function unCompte(courriel: string) {
  const { id, habilitationId } = await db()
    .selectFrom('agent as a')
    .innerJoin('habilitation as h', 'h.agentId', 'a.id')
    .select(['a.id', 'h.id as habilitationId'])
    .where('a.courriel', '=', courriel)
    .where('h.fin', 'is', null)
    .executeTakeFirstOrThrow()
  const jeton = await ouvrirSession(base, NOW, id, '99', habilitationId)
  return async (method: 'GET' | 'POST', url: string, payload?: object) => {
    const reponse = await app.inject({ method, url: `/api${url}`, payload, cookies: { [COOKIE]: jeton } })
    return { status: reponse.statusCode, json: reponse.json() }
  }
}

/** Where the rows are of tables that are no more. */
const DEVENUES: Readonly<Record<string, RawBuilder<unknown>>> = {
  import_morceau: sql`fichier_morceau`,
}
/** Rows that came there from elsewhere: letters kept their bytes by themselves. */
const VENUES: Readonly<Record<string, number>> = { import_morceau: lignes('courrier').length }

// What this version tells besides, of what was chosen before, comes with numbers of its own.
test('ce qui est dû à chacun est tiré de ce que la base d’avant dit', async () => {
  const ctx = contexte(db(), base, { agent: SYSTEME, territoire: { code: '99', nom: '', demo: true }, now: NOW })
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from echeance`.execute(ctx.db)
  expect(rows[0]?.n).toBeGreaterThan(300)
  expect(await desaccords(ctx)).toEqual([])
})

test('rien ne se perd : chaque ligne d’avant est encore là', async () => {
  for (const { table, lignes: avant } of PHOTO.tables.filter(t => !t.table.startsWith('commun.'))) {
    const anciennes = table === 'evenement' ? sql`id < 1000000` : sql`true`
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from ${DEVENUES[table] ?? sql.table(table)} t where ${anciennes}`.execute(db())
    expect([table, rows[0]?.n]).toEqual([table, avant.length + (VENUES[table] ?? 0)])
  }
})

test('les lettres étaient en clair : coupée puis reprise, la mise à jour les chiffre toutes, et elles se lisent', async () => {
  const enClair = () => sql`select 1 from fichier_morceau where clair`.execute(db()).then(({ rows }) => rows.length)
  const lettres = lignes('courrier')
  expect([lettres.length > 100, await enClair()]).toEqual([true, lettres.length])
  const lire = async () => {
    const ctx = contexte(db(), base, { agent: SYSTEME, territoire: TERRITOIRE, now: NOW })
    return (await fichierEntier(ctx, String(lettres[0]?.id))).subarray(0, 8).toString()
  }
  expect(await lire()).toBe('%PDF-1.7')
  await dansTransaction(base, { agent: SYSTEME, territoire: TERRITOIRE, now: NOW }, chiffrerMorceauxEnClair)
  expect(await enClair()).toBe(lettres.length - 8)
  const dits: string[] = []
  expect(await chiffrerCeQuiEstEnClair(base, message => dits.push(message))).toBe(lettres.length - 8)
  expect([await enClair(), dits.length, await chiffrerCeQuiEstEnClair(base, () => {})]).toEqual([0, 1, 0])
  expect(await lire()).toBe('%PDF-1.7')
  const { rows: colonnes } = await sql<{ table: string; colonne: string }>`
    select table_name as table, column_name as colonne from information_schema.columns
    where table_schema = 't_99' and data_type = 'bytea'`.execute(db())
  expect(colonnes).toContainEqual({ table: 'fichier_morceau', colonne: 'octets' })
  for (const { table, colonne } of colonnes) {
    const { rows } = await sql`
      select 1 from ${sql.table(table)} where position('%PDF'::bytea in ${sql.ref(colonne)}) > 0`.execute(db())
    expect([table, colonne, rows.length]).toEqual([table, colonne, 0])
  }
})

test('les textes d’avant sont chiffrés, et se lisent', async () => {
  expect(textesChiffres).toBeGreaterThan(100)
  expect(await chiffrerTextesEnClair(base, () => {})).toBe(0)
  const avant = lignes('diagnostic').find(d => d.synthese) as { id: string; synthese: string }
  const lire = (colonne: RawBuilder<unknown>) =>
    sql<{ lu: string }>`select ${colonne} as lu from diagnostic where id = ${avant.id}`
      .execute(db())
      .then(({ rows }) => rows[0]?.lu)
  expect(await lire(sql`synthese`)).toBe(avant.synthese)
  // The bytes that stand there, in base64: the driver opens what is a text.
  const garde = Buffer.from(
    (await lire(sql`encode(convert_to(synthese, 'UTF8'), 'base64')`)) ?? '',
    'base64',
  ).toString()
  expect(garde).toMatch(new RegExp(`^${String.fromCharCode(1)}\\d+:`))
  expect(garde).not.toContain(avant.synthese.slice(0, 12))
})

test('le NIR d’avant se déchiffre encore', async () => {
  const { rows } = await sql<{ nirChiffre: Buffer }>`
    select nir_chiffre from personne where nir_chiffre is not null limit 20`.execute(db())
  expect(rows.length).toBeGreaterThan(10)
  for (const { nirChiffre } of rows) expect(lireNir('99', nirChiffre)).toMatch(/^\d[\dAB]{12}$/)
})

test('chaque dossier se lit, et son fil raconte tout ce qui y était', async () => {
  const awa = await unCompte('awa.diallo@example.org')
  await sql`insert into parametre (cle, effet_le, valeur, motif, saisi_par, saisi_le)
    values ('acces.raison', '2025-01-01', '"libre"', 'Tout se lit', gen_random_uuid(), now())`.execute(db())
  const gardees = lignes('personne').filter(p => !p.fusionnee_dans)
  const faux: string[] = []
  for (const { id } of gardees) {
    const parties = ['', ...ONGLETS_LUS.map(route => route.replace('GET /personnes/:personneId', ''))]
    for (const partie of parties) {
      const { status } = await awa('GET', `/personnes/${id}${partie}`)
      if (status !== 200) faux.push(`${id}${partie} répond ${status}`)
    }
    const { json } = await awa('GET', `/personnes/${id}/evenements`)
    if (json.lignes.some((l: { titre: string }) => !l.titre)) faux.push(`${id} a un événement sans phrase`)
  }
  expect(faux).toEqual([])
})

test('une réunion faite avant se défait', async () => {
  const awa = await unCompte('awa.diallo@example.org')
  const [paire] = lignes('doublon')
  const { deplacements } = paire as { deplacements: { garder: string; absorbe: string } }
  expect((await awa('POST', `/doublons/${paire?.id}/separation`, {})).json).toEqual({ statut: 'a-decider' })
  for (const id of [deplacements.garder, deplacements.absorbe])
    expect((await awa('GET', `/personnes/${id}`)).json.id).toBe(id)
})

test('une liste appliquée avant s’annule ; ce qu’une annulation d’avant a mis de côté le reste', async () => {
  const rita = await unCompte('rita.lisiere@example.org')
  const liste = lignes('import').find(i => i.genre === 'personnes' && i.statut === 'applique')
  expect((await rita('POST', `/imports/${liste?.id}/annulation`, {})).json).toEqual({ statut: 'annule' })
  const { rows } = await sql`select 1 from personne where cree_par = ${liste?.numero}`.execute(db())
  expect(rows).toEqual([])
  const annules = await db().selectFrom('evenementAnnule').select('import').execute()
  expect(annules.length).toBeGreaterThan(lignes('evenement_annule').length)
})

test('les écrans du jour répondent avec ce qui était en cours', async () => {
  const [awa, marc, rita] = [
    await unCompte('awa.diallo@example.org'),
    await unCompte('marc.leblanc@example.org'),
    await unCompte('rita.lisiere@example.org'),
  ]
  expect(
    (await awa('GET', '/aujourdhui')).json.listes.flatMap((l: { lignes: unknown[] }) => l.lignes).length,
  ).toBeGreaterThan(0)
  expect((await marc('GET', '/portefeuille')).status).toBe(200)
  expect((await rita('GET', '/parametres')).status).toBe(200)
  const { json } = await rita('GET', '/acces')
  expect(JSON.stringify(json)).toContain('Logiciel de la maison')
})
