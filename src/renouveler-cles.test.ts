import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fichierPrincipal } from './demo/fichiers/france-travail.ts'
import { REPONSES_EMPLOI } from './diagnostic/essai-reponses.ts'
import { cjt, dem, foyer, temoin } from './echanges/cnaf/beneficiaires/essai-foyers.ts'
import { importerMois } from './echanges/cnaf/beneficiaires/essai-import.ts'
import { unEssai } from './essai.ts'
import { lieuxSous } from './essai-cles.ts'
import { unePersonne } from './essai-personnes.ts'
import { ouvrirDit } from './import/doutes/doutes.queries.ts'
import { deposer, lireImport, traiter } from './import/essai-import.ts'
import { verifierCles } from './personne/cles-nir.queries.ts'
import { renouvelerCles, renouvelerNumeros } from './renouveler-cles.ts'
import { chiffrer, dechiffrer, poserCles } from './socle/auth/cles.ts'
import { uuidv7 } from './socle/uuid.ts'
import { travailleur } from './travailleur.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const SECRETS = [0, 1, 2].map(n => `secret d’essai numéro ${n}, assez long pour servir`)
/** Keys by number; the last one given encrypts. */
const cles = (...numeros: number[]) =>
  poserCles({ courante: numeros.at(-1) ?? 0, secrets: new Map(numeros.map(n => [n, SECRETS[n] ?? ''])) })
const renouveler = () => renouvelerCles(essai.base, () => {})

beforeEach(() => cles(0))
afterEach(() => cles(0))

/** Makes the base one of before keys had numbers: nonce, tag, ciphertext, and nothing before. */
async function commeAvant() {
  const refaire = (usage: string) => (chiffre: Buffer) => {
    const nonce = randomBytes(12)
    const cle = Buffer.from(hkdfSync('sha256', SECRETS[0] ?? '', '59', usage, 32))
    const c = createCipheriv('aes-256-gcm', cle, nonce)
    const corps = Buffer.concat([c.update(dechiffrer('59', usage, chiffre)), c.final()])
    return Buffer.concat([nonce, c.getAuthTag(), corps])
  }
  const { rows: morceaux } = await sql<{ ligne: string; octets: Buffer }>`
    select ctid::text as ligne, octets from fichier_morceau`.execute(db())
  for (const { ligne, octets } of morceaux)
    await sql`update fichier_morceau set octets = ${refaire('fichier')(octets)} where ctid = ${ligne}::tid`.execute(
      db(),
    )
  const { rows: nirs } = await sql<{ id: string; nir: Buffer }>`
    select id, nir_chiffre as nir from personne where nir_chiffre is not null`.execute(db())
  for (const { id, nir } of nirs) {
    const ancien = refaire('nir-chiffre')(nir)
    await sql`update personne set nir_chiffre = ${ancien} where id = ${id}`.execute(db())
    await sql`
      update import_difference set apres = apres || jsonb_build_object('nir_chiffre', ${`\\x${ancien.toString('hex')}`}::text)
      where table_nom = 'personne' and personne_id = ${id} and apres ->> 'nir_chiffre' = ${`\\x${nir.toString('hex')}`}`.execute(
      db(),
    )
  }
}

const NIR = '2850499999101'
const AUTRE_NIR = '1840499999102'
/** The MSA gives as a matricule, to some, a NIR. */
const MATRICULE = '2850359999001'
const dossier = (nir: string | null = NIR, matricule?: string) =>
  foyer({ ...(matricule ? { matricule } : {}), personnes: [dem(true, { nir }), cjt(true, { nir: AUTRE_NIR })] })
const contenu = Buffer.from('Nom;Prénom;Date de naissance\nESSAI;Camille;25/04/1985\n')

/** Two flows, the second of which gives a NIR, and a list kept with its bytes. */
async function unTerritoire() {
  await importerMois(essai, '2025-01', [dossier(null), temoin])
  await importerMois(essai, '2025-02', [dossier(), temoin])
  await commeAvant()
  return deposer(essai, contenu, { fichier: 'liste.csv' })
}

/** How many persons have a NIR: one not recognised would be there twice. */
const connus = async () =>
  (await db().selectFrom('personne').select('id').where('nirEmpreinte', 'is not', null).execute()).length

const trouver = async (nir: string) => {
  const agent = await essai.unAgent('charge-orientation')
  const { json } = await agent.brut('POST /recherche', { q: nir })
  const [personne] = json.personnes as { id: string }[]
  if (!personne) return null
  return (await agent.brut('GET /personnes/:personneId/nir', { personneId: personne.id })).json.nir
}

test('changer de clé : tout se lit et se trouve avec la nouvelle seule, et le flux suivant reconnaît tout le monde', async () => {
  const importId = await unTerritoire()
  expect(await trouver(NIR)).toBe(NIR)
  cles(0, 1)
  const fait = await renouveler()
  const nirs = await connus()
  // The two flows and the list.
  expect(fait).toEqual([{ territoire: '59', nirs, morceaux: 3, textes: expect.any(Number) }])
  expect(nirs).toBeGreaterThan(2)
  expect(await renouveler()).toEqual([{ territoire: '59', nirs: 0, morceaux: 0, textes: 0 }])
  cles(1)
  expect([await trouver(NIR), await trouver(AUTRE_NIR)]).toEqual([NIR, AUTRE_NIR])
  const administrateur = await essai.unAgent('administrateur')
  const { texte } = await administrateur.brut('GET /imports/:importId/fichier', { importId, motif: 'controle' })
  expect(texte).toBe(contenu.toString())
  await importerMois(essai, '2025-03', [dossier(), temoin])
  expect(await connus()).toBe(nirs)
})

test('un NIR donné comme matricule suit la clé, où qu’il soit gardé : il se cherche, et l’import s’annule', async () => {
  await importerMois(essai, '2025-01', [dossier(NIR, MATRICULE), temoin])
  await importerMois(essai, '2025-02', [dossier(NIR, '1234567'), temoin])
  await importerMois(essai, '2025-03', [dossier(NIR, MATRICULE), temoin])
  cles(0, 1)
  await renouveler()
  cles(1)
  expect(await trouver(MATRICULE)).not.toBeNull()
  const administrateur = await essai.unAgent('administrateur')
  const deux = await db().selectFrom('import').select('id').orderBy('numero', 'desc').limit(2).execute()
  for (const { id } of deux)
    expect(await administrateur.brut('POST /imports/:importId/annulation', { importId: id })).toMatchObject({
      json: { statut: 'annule' },
    })
  expect(await trouver(MATRICULE)).not.toBeNull()
})

test('un import d’avant s’annule après : les numéros reviennent comme ils étaient, chiffrés avec la nouvelle clé', async () => {
  await unTerritoire()
  cles(0, 1)
  await renouveler()
  cles(1)
  const { id } = await db()
    .selectFrom('import')
    .select('id')
    .where('genre', '=', 'beneficiaires')
    .orderBy('numero', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const administrateur = await essai.unAgent('administrateur')
  const annulation = await administrateur.brut('POST /imports/:importId/annulation', { importId: id })
  expect(annulation).toMatchObject({ status: 200, json: { statut: 'annule' } })
  expect([await trouver(NIR), await trouver(AUTRE_NIR)]).toEqual([null, AUTRE_NIR])
})

test('une ligne de France Travail qui attend d’être décidée se lit encore', async () => {
  await unePersonne(essai)
  const ligne = {
    identifiant_unique_de: '99900000001',
    nom: 'ESSAI-TISSAGE',
    prenom: 'CAMILE',
    date_naissance: '12/04/1985',
  }
  await deposer(essai, Buffer.from(fichierPrincipal([ligne])), { fichier: 'principal.csv' })
  await traiter(essai)
  cles(0, 1)
  await renouveler()
  cles(1)
  const { dit } = await db().selectFrom('importDoute').select('dit').executeTakeFirstOrThrow()
  expect(dit && ouvrirDit(essai.ctx(), dit)).toMatchObject({
    identite: { prenom: 'CAMILE', dateNaissance: '1985-04-12' },
  })
})

test('sans l’ancienne clé, rien ne change et le refus dit laquelle manque', async () => {
  await unTerritoire()
  cles(1)
  await expect(renouveler()).rejects.toMatchObject({
    code: 'cle-absente',
    message: expect.stringContaining('clé n° 0'),
  })
  const agent = await essai.unAgent('charge-orientation')
  const personne = await db()
    .selectFrom('personne')
    .select('id')
    .where('nirChiffre', 'is not', null)
    .executeTakeFirstOrThrow()
  const { status, json } = await agent.brut('GET /personnes/:personneId/nir', { personneId: personne.id })
  expect({ status, code: json.code }).toEqual({ status: 409, code: 'cle-absente' })
  cles(0)
  expect(await trouver(NIR)).toBe(NIR)
})

test('tant que les numéros n’ont pas la clé du serveur, il refuse de servir et aucun flux ne s’applique', async () => {
  await unTerritoire()
  cles(0, 1)
  await expect(verifierCles(essai.ctx())).rejects.toMatchObject({ code: 'cles-a-renouveler' })
  const id = await deposer(essai, contenu, { fichier: 'autre.csv' })
  await db().updateTable('import').set({ statut: 'en-attente', genre: 'personnes' }).where('id', '=', id).execute()
  await traiter(essai)
  expect((await lireImport(essai, id)).refus?.code).toBe('cles-a-renouveler')
  poserCles({ courante: 0, secrets: new Map([[0, SECRETS[2] ?? '']]) })
  await expect(verifierCles(essai.ctx())).rejects.toMatchObject({ code: 'cle-autre' })
})

test('coupée au milieu des fichiers, la commande reprend où elle en était', async () => {
  const importId = await unTerritoire()
  const morceau = (rang: number) => ({
    fichierId: importId,
    rang,
    taille: 1,
    octets: chiffrer('59', 'fichier', Buffer.from([rang])),
  })
  await db()
    .insertInto('fichierMorceau')
    .values(Array.from({ length: 18 }, (_, i) => morceau(i + 2)))
    .execute()
  cles(2)
  await db().insertInto('fichierMorceau').values(morceau(20)).execute()
  cles(0, 1)
  await expect(renouveler()).rejects.toMatchObject({ code: 'cle-absente' })
  cles(0, 2, 1)
  // Of 22 pieces, two transactions of eight had been kept.
  expect(await renouveler()).toEqual([{ territoire: '59', nirs: 0, morceaux: 6, textes: expect.any(Number) }])
  cles(1)
  const { rows } = await sql<{ rang: number; octets: Buffer }>`
    select rang, octets from fichier_morceau where fichier_id = ${importId} and rang > 1 order by rang`.execute(db())
  expect(rows.map(r => dechiffrer('59', 'fichier', r.octets)[0])).toEqual(rows.map(r => r.rang))
})

test('pendant qu’un serveur travaille avec une autre clé, la commande est refusée ; avec la nouvelle, elle se fait', async () => {
  const ouvrier = await travailleur(essai.base, () => {})
  try {
    expect(await renouveler()).toMatchObject([{ nirs: 0 }])
    cles(0, 1)
    await expect(renouveler()).rejects.toMatchObject({ code: 'serveur-en-service' })
  } finally {
    await ouvrier.arreter(10_000)
  }
  expect(await renouveler()).toEqual([{ territoire: '59', nirs: 0, morceaux: 0, textes: 0 }])
})

test('un serveur qui vient avec une nouvelle clé ne prend pas les numéros à celui qui sert avec l’ancienne', async () => {
  await unTerritoire()
  const ouvrier = await travailleur(essai.base, () => {})
  cles(0, 1)
  const venir = () => renouvelerNumeros(essai.base, () => {})
  await expect(venir().finally(() => ouvrier.arreter(10_000))).rejects.toMatchObject({ code: 'serveur-en-service' })
  cles(1)
  await expect(venir()).rejects.toMatchObject({ code: 'cle-absente' })
  const temoins = () => essai.base.commun.selectFrom('temoinCle').select('numero').execute()
  expect(await temoins()).toEqual([])
  cles(0, 1)
  await venir()
  expect(await temoins()).toEqual([{ numero: 1 }])
})

const NOTE = 'Ne peut pas le jeudi : dialyse à Seclin.'

test('les textes changent de clé pendant que le service écrit et lit, sans refus, et rien ne garde l’ancienne', async () => {
  await unTerritoire()
  const agent = await essai.unAgent('charge-orientation')
  const personnes = [await unePersonne(essai), await unePersonne(essai, { nom: 'ESSAI-FILATURE' })].map(p => p.id)
  const diagnostic = (personneId: string, versionLue: number | null, synthese: string) =>
    agent.brut('POST /personnes/:personneId/diagnostics', {
      ...{ id: uuidv7(), personneId, versionLue, synthese, notePrivee: null, conjoint: false },
      ...{ etabliLe: essai.now.slice(0, 10), reponses: REPONSES_EMPLOI },
    })
  for (const id of personnes) expect((await diagnostic(id, null, NOTE)).status).toBe(200)
  expect(await lieuxSous(essai, 0)).toEqual(expect.arrayContaining(['diagnostic.synthese']))

  // More than one page of a table.
  for (let i = 0; i < 60; i++) await unePersonne(essai, { nom: 'ESSAI-LAINE' })
  // The server got the new key at a restart; it found its NIRs, and serves.
  cles(0, 1)
  await renouvelerNumeros(essai.base, () => {})
  let fini = false
  const refus: number[] = []
  const lus = new Set<unknown>()
  let ecrits = 0
  const service = (async () => {
    for (let version = 1; !fini || version < 4; version++)
      for (const personneId of personnes) {
        refus.push((await diagnostic(personneId, version, `${NOTE} ${version}`)).status)
        ecrits++
        const lu = await agent.brut('GET /personnes/:personneId/diagnostics', { personneId })
        refus.push(lu.status)
        for (const v of lu.json.versions as { synthese: string }[]) lus.add(v.synthese.slice(0, NOTE.length))
        refus.push((await agent.brut('GET /personnes/:personneId/evenements', { personneId })).status)
      }
  })()
  const [fait] = await renouveler()
  fini = true
  await service
  expect(fait?.textes).toBeGreaterThan(3)
  expect([new Set(refus), lus, ecrits > 5]).toEqual([new Set([200]), new Set([NOTE]), true])
  expect(await lieuxSous(essai, 0)).toEqual([])
  cles(1)
  expect(await trouver(NIR)).toBe(NIR)
  const { json } = await agent.brut('GET /personnes/:personneId/diagnostics', { personneId: personnes[0] })
  expect((json.versions as { synthese: string }[]).at(-1)?.synthese).toBe(NOTE)
})
