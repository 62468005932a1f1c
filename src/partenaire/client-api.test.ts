import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CAS_USAGE, PUBLICS } from '../cas-usage.ts'
import { DOCUMENTS } from '../documents-servis.ts'
import { fluxDeFevrier } from '../echanges/cnaf/beneficiaires/essai-flux.ts'
import { foyer, temoin } from '../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { compter, unEssai } from '../essai.ts'
import { traiterImports } from '../import/executer-import.ts'
import { droitDeDeposer, NOMS_GENRES } from '../import/import.ts'
import { LIGNES } from '../maison/essai-lignes.ts'
import { unMonde } from '../maison/essai-monde.ts'
import { empreinteJeton } from '../socle/auth/jeton.ts'
import { creerTerritoire } from '../socle/migrer.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { accesPartenaires } from './acces-partenaires.ts'
import type { creerAcces } from './creer-acces.ts'
import { avecLaCle, fermerLogiciels, type Logiciel, unLogiciel } from './essai-logiciel.ts'
import type { revoquerAcces } from './revoquer-acces.ts'

const essai = unEssai()
beforeAll(async () => {
  await creerTerritoire(essai.url, { code: '00', nom: 'Voisin' })
})
afterAll(fermerLogiciels)

const FLUX = fluxDeFevrier(foyer(), temoin)
const TERRITOIRE = { code: '59', nom: 'Nord', demo: false }

async function annoncer({ appeler }: Logiciel, taille = FLUX.length) {
  const id = uuidv7()
  const { status, json } = await appeler('POST /imports', { id, fichier: 'RSABEM.xml', taille })
  expect({ status, json }).toEqual({ status: 200, json: { id, recu: 0, statut: 'depot' } })
  return id
}
const envoyer = ({ appeler }: Logiciel, importId: string, debut: number, octets: Buffer, appliquer?: boolean) =>
  appeler('PUT /imports/:importId/contenu', { importId, debut, octets, ...(appliquer && { appliquer }) })

test('un logiciel annonce un fichier, l’envoie en une fois, le fait appliquer et lit son rapport', async () => {
  const logiciel = await unLogiciel(essai)
  const importId = await annoncer(logiciel)
  expect((await envoyer(logiciel, importId, 0, FLUX, true)).json).toEqual({ recu: FLUX.length, statut: 'en-attente' })
  await traiterImports(essai.base, TERRITOIRE, () => essai.now)
  const { json } = await logiciel.appeler('GET /imports/:importId', { importId })
  expect(json).toMatchObject({
    statut: 'applique',
    voie: 'api',
    deposeNom: 'Logiciel partenaire',
    rapport: { comptes: expect.arrayContaining([{ libelle: 'Foyers lus', nombre: 2 }]) },
  })
  expect(await compter(essai, 'personne')).toBeGreaterThan(0)
})

test('coupé, l’envoi reprend à l’octet où il en était ; un morceau envoyé deux fois ne compte qu’une', async () => {
  const logiciel = await unLogiciel(essai)
  const importId = await annoncer(logiciel)
  expect((await envoyer(logiciel, importId, 0, FLUX.subarray(0, 1000))).json).toEqual({ recu: 1000, statut: 'depot' })
  expect((await envoyer(logiciel, importId, 0, FLUX.subarray(0, 1000))).json).toEqual({ recu: 1000, statut: 'depot' })
  // Announced again with the same id, as a software does that forgot where it was.
  const encore = await logiciel.appeler('POST /imports', { id: importId, fichier: 'RSABEM.xml', taille: FLUX.length })
  expect(encore.json).toEqual({ id: importId, recu: 1000, statut: 'depot' })
  expect((await logiciel.appeler('GET /imports/:importId', { importId })).json).toMatchObject({ recu: 1000 })
  // Half of this piece is there already.
  expect((await envoyer(logiciel, importId, 500, FLUX.subarray(500, 1500))).json).toEqual({
    recu: 1500,
    statut: 'depot',
  })
  const trou = await envoyer(logiciel, importId, 1600, FLUX.subarray(1600))
  expect(trou).toMatchObject({ status: 409, json: { code: 'morceau-manquant' } })
  expect(trou.json.detail).toMatch(/1500 octets sont arrivés.*Reprenez à 1500\./)
  const fin = await envoyer(logiciel, importId, 1500, FLUX.subarray(1500))
  expect(fin.json).toEqual({ recu: FLUX.length, statut: 'a-verifier' })
  expect((await envoyer(logiciel, importId, 1500, FLUX.subarray(1500))).json).toEqual(fin.json)
  expect((await logiciel.appeler('POST /imports/:importId/application', { importId })).json).toEqual({
    statut: 'en-attente',
  })
  await traiterImports(essai.base, TERRITOIRE, () => essai.now)
  expect((await logiciel.appeler('GET /imports/:importId', { importId })).json).toMatchObject({ statut: 'applique' })
})

test('plus d’octets qu’annoncé, un fichier vide ou trop grand, un corps d’un autre type sont refusés', async () => {
  const logiciel = await unLogiciel(essai)
  const importId = await annoncer(logiciel, 1000)
  expect(await envoyer(logiciel, importId, 0, FLUX.subarray(0, 1001))).toMatchObject({
    status: 409,
    json: { code: 'fichier-trop-long' },
  })
  expect((await logiciel.appeler('GET /imports/:importId', { importId })).json).toMatchObject({ recu: 0 })
  const corps = await logiciel.appeler('PUT /imports/:importId/contenu', { importId, debut: 0 })
  expect(corps.status).toBe(400)
  for (const taille of [0, 5 * 1024 ** 3]) {
    const refus = await logiciel.appeler('POST /imports', { id: uuidv7(), fichier: 'RSABEM.xml', taille })
    expect(refus.status).toBe(400)
  }
})

test('une clé fausse, révoquée ou vide reçoit 401', async () => {
  const logiciel = await unLogiciel(essai)
  const importId = await annoncer(logiciel)
  const fausse = await avecLaCle(essai, logiciel.id, `${logiciel.cle}x`)
  expect(await fausse.appeler('GET /imports/:importId', { importId })).toMatchObject({
    status: 401,
    json: { code: 'cle-refusee' },
  })
  const administrateur = await essai.unAgent('administrateur')
  const revoquer = () =>
    administrateur.appeler<typeof revoquerAcces>('POST /acces/:accesId/revocation', { accesId: logiciel.id })
  const { json } = await revoquer()
  expect(json).toEqual({ revoqueLe: '2025-03-10T09:00:00.000Z' })
  essai.now = '2025-03-11T09:00:00Z'
  expect((await revoquer()).json).toEqual(json)
  expect((await logiciel.appeler('GET /imports/:importId', { importId })).status).toBe(401)
  expect((await envoyer(logiciel, importId, 0, FLUX)).status).toBe(401)
})

test('la clé n’est montrée qu’une fois, et la base n’en garde que l’empreinte', async () => {
  const administrateur = await essai.unAgent('administrateur', { nom: 'LISIÈRE' })
  const demande = { id: uuidv7(), nom: 'Extranet de la CAF', genres: ['beneficiaires' as const, 'financier' as const] }
  const { json } = await administrateur.appeler<typeof creerAcces>('POST /acces', demande)
  expect(json.cle).toMatch(/^frg_[\w-]{43}$/)
  expect((await administrateur.appeler<typeof creerAcces>('POST /acces', demande)).json).toEqual({
    id: demande.id,
    cle: null,
  })
  const liste = await administrateur.appeler<typeof accesPartenaires>('GET /acces', {})
  expect(liste.json.acces).toMatchObject([
    { nom: 'Extranet de la CAF', genres: ['beneficiaires', 'financier'], dernierAppelLe: null, revoqueLe: null },
  ])
  expect(liste.texte).not.toContain(json.cle)
  const gardee = await essai.base.commun.selectFrom('clientApi').selectAll().executeTakeFirstOrThrow()
  expect(JSON.stringify(gardee)).not.toContain(json.cle)
  expect(gardee.empreinte).toEqual(empreinteJeton(json.cle ?? ''))
})

test('le dernier appel est noté, à la minute près', async () => {
  const logiciel = await unLogiciel(essai)
  const importId = await annoncer(logiciel)
  const dernier = async () =>
    (
      await essai.base.commun
        .selectFrom('clientApi')
        .select('dernierAppelLe')
        .where('id', '=', logiciel.id)
        .executeTakeFirstOrThrow()
    ).dernierAppelLe
  expect(await dernier()).toBe('2025-03-10T09:00:00.000Z')
  essai.now = '2025-03-10T09:00:59Z'
  await logiciel.appeler('GET /imports/:importId', { importId })
  expect(await dernier()).toBe('2025-03-10T09:00:00.000Z')
  essai.now = '2025-03-10T09:01:00Z'
  await logiciel.appeler('GET /imports/:importId', { importId })
  expect(await dernier()).toBe('2025-03-10T09:01:00.000Z')
})

test('un logiciel ne voit que ses envois, et ne touche pas ceux des autres', async () => {
  const [un, autre] = [await unLogiciel(essai, 'Un'), await unLogiciel(essai, 'Autre')]
  const importId = await annoncer(un)
  const dit = (reponse: { status: number; json: Record<string, unknown> }) => [reponse.status, reponse.json.code]
  expect(dit(await autre.appeler('GET /imports/:importId', { importId }))).toEqual([404, 'import-introuvable'])
  expect(dit(await envoyer(autre, importId, 0, FLUX))).toEqual([404, 'import-introuvable'])
  expect(dit(await autre.appeler('POST /imports/:importId/application', { importId }))).toEqual([
    404,
    'import-introuvable',
  ])
  expect(
    dit(await autre.appeler('POST /imports', { id: importId, fichier: 'RSABEM.xml', taille: FLUX.length })),
  ).toEqual([409, 'identifiant-pris'])
  const { importId: dUnAgent } = await unMonde(essai)
  expect(dit(await un.appeler('GET /imports/:importId', { importId: dUnAgent }))).toEqual([404, 'import-introuvable'])
  expect((await un.appeler('GET /imports/:importId', { importId })).json).toMatchObject({ recu: 0, statut: 'depot' })
})

test('hors des envois, toute adresse lui est fermée', async () => {
  const monde = await unMonde(essai)
  const logiciel = await unLogiciel(essai)
  const reponses: string[] = []
  for (const { declaration } of [...CAS_USAGE, ...DOCUMENTS]) {
    const partenaire = 'partner' in declaration && declaration.partner === true
    expect([declaration.route, partenaire]).toEqual([declaration.route, declaration.permission === 'import.deposer'])
    if (partenaire) continue
    const { status, json } = await logiciel.appeler(
      declaration.route,
      LIGNES[declaration.route]!.entree(monde, monde.referentId),
    )
    if (status !== 403 || json.code !== 'hors-role') reponses.push(`${declaration.route} répond ${status}`)
  }
  expect(reponses).toEqual([])
  // Public routes know nobody by a key.
  expect(PUBLICS.some(p => p.declaration.route === 'GET /session')).toBe(true)
  const { texte } = await logiciel.appeler('GET /session')
  expect(texte).not.toContain('Logiciel partenaire')
})

test('une clé sans droit ne peut rien', async () => {
  const logiciel = await unLogiciel(essai)
  await essai.base.commun.updateTable('clientApi').set({ droits: [] }).where('id', '=', logiciel.id).execute()
  expect(await logiciel.appeler('POST /imports', { id: uuidv7(), fichier: 'a.xml', taille: 10 })).toMatchObject({
    status: 403,
    json: { code: 'hors-role' },
  })
})

test('une clé n’applique pas de force ce qui fut refusé', async () => {
  const logiciel = await unLogiciel(essai, 'Plateforme', ['beneficiaires'])
  const importId = await annoncer(logiciel)
  await envoyer(logiciel, importId, 0, FLUX)
  const force = await logiciel.appeler('POST /imports/:importId/application', { importId, force: true })
  expect(force).toMatchObject({ status: 403, json: { code: 'force-reservee' } })
})

test('une clé donnée pour une sorte de fichier n’en dépose aucune autre, même annoncée sans la dire', async () => {
  const logiciel = await unLogiciel(essai, 'Plateforme', ['financier', 'structures'])
  const dite = { id: uuidv7(), fichier: 'RSABEM.xml', taille: FLUX.length, genre: 'beneficiaires' }
  expect(await logiciel.appeler('POST /imports', dite)).toMatchObject({ status: 403, json: { code: 'genre-interdit' } })
  const importId = await annoncer(logiciel)
  expect((await envoyer(logiciel, importId, 0, FLUX, true)).json).toEqual({ recu: FLUX.length, statut: 'refuse' })
  const { json } = await logiciel.appeler('GET /imports/:importId', { importId })
  expect(json).toMatchObject({ statut: 'refuse', refus: { code: 'genre-interdit' } })
  expect(JSON.stringify(json)).toMatch(
    /« Flux bénéficiaires[^»]*».*ne dépose que « Flux financier[^»]*», « Liste de structures »/,
  )
  const force = await logiciel.appeler('POST /imports/:importId/application', { importId, force: true })
  expect(force).toMatchObject({ status: 403, json: { code: 'genre-interdit' } })
  await traiterImports(essai.base, TERRITOIRE, () => essai.now)
  expect(await compter(essai, 'personne')).toBe(0)
  const tableau = Buffer.from('Colonne;Autre\n1;2\n')
  const inconnu = uuidv7()
  await logiciel.appeler('POST /imports', { id: inconnu, fichier: 'liste.csv', taille: tableau.length })
  expect((await envoyer(logiciel, inconnu, 0, tableau)).json).toMatchObject({ statut: 'refuse' })
})

test('la base connaît les mêmes sortes de fichiers', async () => {
  const { rows } = await sql<{ texte: string }>`
    select pg_get_constraintdef(oid) as texte from pg_constraint where conname = 'client_api_droits_connus'`.execute(
    essai.base.commun,
  )
  const droits = [...(rows[0]?.texte ?? '').matchAll(/'([a-z.:-]+)'/g)].map(m => m[1])
  expect(droits).toEqual(NOMS_GENRES.map(droitDeDeposer))
})

test('la clé d’un territoire n’ouvre rien d’un autre, et un administrateur ne voit ni ne révoque celles d’ailleurs', async () => {
  const voisin = uuidv7()
  const cle = 'frg_voisin'
  await essai.base.commun
    .insertInto('clientApi')
    .values({
      id: voisin,
      territoire: '00',
      nom: 'Voisin',
      empreinte: empreinteJeton(cle),
      droits: NOMS_GENRES.map(droitDeDeposer),
      creeLe: essai.now,
      creePar: 'essai',
    })
    .execute()
  const ici = await unLogiciel(essai)
  const ailleurs = await avecLaCle(essai, voisin, cle)
  const [importIci, importAilleurs] = [await annoncer(ici), await annoncer(ailleurs)]
  expect((await ailleurs.appeler('GET /imports/:importId', { importId: importIci })).status).toBe(404)
  expect((await ici.appeler('GET /imports/:importId', { importId: importAilleurs })).status).toBe(404)
  expect((await ailleurs.appeler('GET /imports/:importId', { importId: importAilleurs })).status).toBe(200)
  expect(await compter(essai, 'import')).toBe(1)
  const administrateur = await essai.unAgent('administrateur')
  const { json } = await administrateur.appeler<typeof accesPartenaires>('GET /acces', {})
  expect(json.acces.map(a => a.nom)).toEqual(['Logiciel partenaire'])
  expect((await administrateur.brut('POST /acces/:accesId/revocation', { accesId: voisin })).status).toBe(404)
  expect((await ailleurs.appeler('GET /imports/:importId', { importId: importAilleurs })).status).toBe(200)
})
