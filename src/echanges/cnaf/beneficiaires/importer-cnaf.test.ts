import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { compter, unEssai } from '../../../essai.ts'
import { importerFichier } from '../../../import/importer-fichier.ts'
import { lireNir } from '../../../socle/auth/nir.ts'
import { SYSTEME } from '../../../socle/contexte.ts'
import { type UnFoyer, unFlux } from './essai-flux.ts'
import { importer, importerJour, importerMois } from './essai-import.ts'

const essai = unEssai()

const foyer = (numero: string, suite: UnFoyer = {}): UnFoyer => ({
  numero,
  etat: '2',
  personnes: [{ role: 'DEM', sdd: true, nom: `NOM${numero}`, prenom: 'ANNA', nir: `28504009${numero.slice(-5)}` }],
  ...suite,
})
const A = '05900010001'
const B = '05900010002'
const C = '05900010003'
const base = () => essai.base.territoire('59')

test('le rapport dit ce qui a été lu, créé, modifié, inchangé', async () => {
  await importerMois(essai, '2025-01', [foyer(A), foyer(B)])
  const rapport = await importerMois(essai, '2025-02', [foyer(A), foyer(B, { montant: '0000100.00' }), foyer(C)])
  expect(rapport).toMatchObject({
    flux: { version: 'VRSB0801', type: 'M', nature: 'D', dateReference: '2025-02-28' },
    dejaApplique: false,
    foyers: { lus: 3, crees: 1, modifies: 1, inchanges: 1, rejetes: 0, disparus: 0 },
    personnes: { lues: 3, creees: 1, modifiees: 0, inchangees: 2 },
    entrees: 1,
    anomalies: [],
  })
})

test('avec un flux viennent les noms des communes du département, une fois ; un autre référentiel les renomme', async () => {
  const noms = () =>
    base()
      .selectFrom('commune')
      .select(['code', 'nom'])
      .where('code', 'in', ['59009', '59350'])
      .orderBy('code')
      .execute()
  const DITES = [
    { code: '59009', nom: 'Villeneuve-d’Ascq' },
    { code: '59350', nom: 'Lille' },
  ]
  await importerMois(essai, '2025-01', [foyer(A)])
  expect(await noms()).toEqual(DITES)
  await base().updateTable('commune').set({ nom: 'Ancienne' }).where('code', '=', '59350').execute()
  await importerMois(essai, '2025-02', [foyer(A)])
  expect(await noms()).toEqual(DITES)
})

test('un flux qui annonce windows-1252 et qui est écrit en UTF-8 garde ses accents, et le rapport le dit', async () => {
  const chemin = join(mkdtempSync(join(tmpdir(), 'filrouge-essai-')), 'flux.xml')
  const personne = { role: 'DEM', sdd: true, nom: 'ESSAI-LÉVÊQUE', prenom: 'ZOÉ' } as const
  writeFileSync(chemin, unFlux({ foyers: [foyer(A, { personnes: [personne] })] }))
  const territoire = { code: '59', nom: 'Nord', demo: false }
  const origine = { agent: SYSTEME, territoire, now: '2025-02-07T08:00:00Z' }
  const { id } = await importerFichier(essai.base, origine, { chemin, recuLe: '2025-02-07' })
  expect(await base().selectFrom('personne').select(['nom', 'prenom']).execute()).toEqual([
    { nom: 'ESSAI-LÉVÊQUE', prenom: 'ZOÉ' },
  ])
  const { rapport } = await base().selectFrom('import').select('rapport').where('id', '=', id).executeTakeFirstOrThrow()
  expect(rapport).toMatchObject({ anomalies: [{ champ: 'Encodage', motif: expect.stringContaining('UTF-8') }] })
})

test('le même fichier une seconde fois ne change rien', async () => {
  await importerMois(essai, '2025-01', [foyer(A)])
  await importerMois(essai, '2025-02', [foyer(A), foyer(B)])
  const avant = await photo()
  const rapport = await importerMois(essai, '2025-02', [foyer(A), foyer(B)])
  expect(rapport).toMatchObject({
    dejaApplique: true,
    foyers: { lus: 2, crees: 0, modifies: 0, inchanges: 2 },
    entrees: 0,
  })
  expect(await photo()).toEqual(avant)
})

test('le même fichier deux fois au même moment n’est appliqué qu’une fois', async () => {
  const deux = await Promise.all([
    importerMois(essai, '2025-01', [foyer(A)]),
    importerMois(essai, '2025-01', [foyer(A)]),
  ])
  expect(deux.map(r => r.dejaApplique).sort()).toEqual([false, true])
  expect(await compter(essai, 'personne')).toBe(1)
})

test('un fichier plus ancien que le dernier est refusé, sauf si on force', async () => {
  await importerMois(essai, '2025-02', [foyer(A)])
  const avant = await photo()
  await expect(importerMois(essai, '2025-01', [foyer(A), foyer(B)])).rejects.toMatchObject({
    kind: 'conflict',
    code: 'flux-ancien',
    message: expect.stringMatching(
      /^Ce fichier \(état au 31 janvier 2025, fait le .* 2025\) .*mensuel au 28 février 2025/,
    ),
  })
  await expect(importerJour(essai, '2025-02-20', [foyer(B)])).rejects.toMatchObject({ code: 'flux-ancien' })
  expect(await photo()).toEqual(avant)
  expect(await importerMois(essai, '2025-01', [foyer(A), foyer(B)], true)).toMatchObject({ foyers: { crees: 1 } })
})

test('un mois sauté est appliqué, et dit', async () => {
  await importerMois(essai, '2025-01', [foyer(A)])
  const rapport = await importerMois(essai, '2025-04', [foyer(A)])
  expect(rapport.anomalies.map(a => a.motif)).toEqual([
    'Le flux mensuel de février 2025 n’a pas été importé.',
    'Le flux mensuel de mars 2025 n’a pas été importé.',
  ])
})

test('un fichier illisible est refusé en entier : rien ne reste de ce qui précédait la faute', async () => {
  await importerMois(essai, '2025-01', [foyer(A)])
  const avant = await photo()
  const refus = importer(
    essai,
    {
      dateReference: '2025-02-28',
      dateCreation: '2025-03-03',
      foyers: [foyer(B), '<InfosFoyerRSA><IdentificationRSA>'],
    },
    '2025-03-03',
  )
  await expect(refus).rejects.toMatchObject({
    kind: 'invalid',
    code: 'flux-illisible',
    message: expect.stringMatching(/ligne \d+, \w+\s:/),
  })
  expect(await photo()).toEqual(avant)
})

test('un total annoncé qui n’est pas le nombre de foyers lus fait refuser le fichier', async () => {
  await expect(
    importer(essai, { dateReference: '2025-01-31', foyers: [foyer(A)], annonces: 7 }, '2025-02-03'),
  ).rejects.toMatchObject({ code: 'flux-illisible' })
  expect(await compter(essai, 'foyer')).toBe(0)
})

test('un mauvais foyer est écarté avec sa raison, les autres entrent, et il ne passe pas pour disparu', async () => {
  await importerMois(essai, '2025-01', [foyer(A), foyer(B), foyer(C)])
  const rapport = await importerMois(essai, '2025-02', [foyer(A), foyer(B), foyer(C, { etat: '9' })])
  expect(rapport).toMatchObject({
    foyers: { lus: 3, rejetes: 1, inchanges: 2, disparus: 0 },
    anomalies: [{ foyer: C, champ: 'ETATDOSRSA' }],
  })
  const { present } = await base()
    .selectFrom('foyer')
    .select('present')
    .where('numeroDemandeRsa', '=', C)
    .executeTakeFirstOrThrow()
  expect(present).toBe(true)
})

test('les droits sont gardés par périodes, jamais réécrits', async () => {
  await importerMois(essai, '2025-01', [foyer(A), foyer(B)])
  await importerMois(essai, '2025-02', [
    foyer(A, { etat: '4', suspension: { motif: '06', debut: '2025-02-01' } }),
    foyer(B),
  ])
  await importerMois(essai, '2025-03', [foyer(A), foyer(B)])
  const periodes = await base()
    .selectFrom('droit as d')
    .innerJoin('foyer as f', 'f.id', 'd.foyerId')
    .select(['d.etat', 'd.soumis', 'd.motif', 'd.depuis', 'd.debut', 'd.fin'])
    .where('f.numeroDemandeRsa', '=', A)
    .orderBy('d.fluxDebut')
    .execute()
  expect(periodes).toEqual([
    { etat: '2', soumis: true, motif: null, depuis: null, debut: '2025-01-31', fin: '2025-02-28' },
    { etat: '4', soumis: true, motif: '06', depuis: '2025-02-01', debut: '2025-02-28', fin: '2025-03-31' },
    { etat: '2', soumis: true, motif: null, depuis: null, debut: '2025-03-31', fin: null },
  ])
})

test('le NIR n’est pas lisible dans la base, et se relit avec la clé', async () => {
  await importerMois(essai, '2025-01', [foyer(A)])
  const { nirChiffre, nirEmpreinte } = await base()
    .selectFrom('personne')
    .select(['nirChiffre', 'nirEmpreinte'])
    .executeTakeFirstOrThrow()
  expect(nirEmpreinte).toHaveLength(32)
  expect(nirChiffre!.toString('latin1')).not.toContain('2850400')
  expect(lireNir('59', nirChiffre!)).toBe('2850400910001')
})

test('sans NIR, la même personne du même foyer reste une ; ailleurs, deux dossiers sont proposés à un humain', async () => {
  const sans = { role: 'DEM', sdd: true, nom: 'TISSAGE', prenom: 'ANNA', nir: null, dateNaissance: '1980-01-01' }
  await importerMois(essai, '2025-01', [foyer(A, { personnes: [sans] })])
  const rapport = await importerMois(essai, '2025-02', [
    foyer(A, { personnes: [{ ...sans, nir: '2800159990001', nom: 'Tissagé' }], montant: '0000001.00' }),
    foyer(B, { personnes: [{ ...sans }] }),
  ])
  expect(rapport.personnes).toMatchObject({ creees: 1, modifiees: 1 })
  expect(await base().selectFrom('doublon').select(['statut', 'raisons']).execute()).toMatchObject([
    { statut: 'a-decider' },
  ])
})

test('des jumeaux du même foyer sont deux personnes', async () => {
  const jumeau = (prenom: string) => ({
    role: 'ENF',
    nom: 'TISSAGE',
    prenom,
    dateNaissance: '2015-01-01',
    nir: null,
    sdd: null,
  })
  await importerMois(essai, '2025-01', [
    foyer(A, { personnes: [{ role: 'DEM', sdd: true }, jumeau('LEO'), jumeau('LEA')] }),
  ])
  expect(await compter(essai, 'personne')).toBe(3)
  expect(await compter(essai, 'doublon')).toBe(0)
})

test('le même NIR deux fois dans un foyer n’est gardé que pour la première personne, et c’est dit', async () => {
  const rapport = await importerMois(essai, '2025-01', [
    foyer(A, {
      personnes: [
        { role: 'DEM', sdd: true, nom: 'UN', nir: '2850400990001' },
        { role: 'CJT', sdd: true, nom: 'DEUX', nir: '2850400990001' },
      ],
    }),
  ])
  expect(rapport.anomalies).toMatchObject([{ foyer: A, champ: 'NIR' }])
  expect(await compter(essai, 'personne')).toBe(2)
})

test('un NIR apparu pour deux dossiers distincts ne fait pas échouer l’import : les deux restent, à rapprocher', async () => {
  const p = (nir: string | null) => ({
    role: 'DEM',
    sdd: true,
    nom: 'TISSAGE',
    prenom: 'ANNA',
    nir,
    dateNaissance: '1980-01-01',
  })
  await importerMois(essai, '2025-01', [foyer(A, { personnes: [p(null)] }), foyer(B, { personnes: [p(null)] })])
  await importerMois(essai, '2025-02', [
    foyer(A, { personnes: [p('2800159990001')] }),
    foyer(B, { personnes: [p('2800159990001')] }),
  ])
  expect(await compter(essai, 'personne')).toBe(2)
  expect(await compter(essai, 'doublon')).toBe(1)
})

test('qui change de foyer emporte son dossier ; l’ancien foyer garde son histoire', async () => {
  const anna = { role: 'CJT', sdd: true, nom: 'TISSAGE', prenom: 'ANNA', nir: '2800159990001' }
  await importerMois(essai, '2025-01', [
    foyer(A, { personnes: [{ role: 'DEM', sdd: true, nir: '1800159990002' }, anna] }),
  ])
  await importerMois(essai, '2025-02', [
    foyer(A, { personnes: [{ role: 'DEM', sdd: true, nir: '1800159990002' }] }),
    foyer(B, { personnes: [{ ...anna, role: 'DEM' }] }),
  ])
  const { rows } =
    await sql`select f.numero_demande_rsa as numero, m.role, m.debut, m.fin from membre m join foyer f on f.id = m.foyer_id
    join personne p on p.id = m.personne_id where p.prenom = 'ANNA' order by 1`.execute(base())
  expect(rows).toEqual([
    { numero: A, role: 'CJT', debut: '2025-01-31', fin: '2025-02-28' },
    { numero: B, role: 'DEM', debut: '2025-02-28', fin: null },
  ])
})

/** Everything the import may write, to compare before and after. */
async function photo() {
  const tables = [
    'personne',
    'foyer',
    'membre',
    'droit',
    'entree',
    'flux',
    'evenement',
    'orientation',
    'accompagnement',
  ]
  // What is told of the import itself isn't what it did.
  const domaine = (t: string) => (t === 'evenement' ? sql`where objet is distinct from 'import'` : sql``)
  const lignes = await Promise.all(
    tables.map(t => sql`select * from ${sql.table(t)} ${domaine(t)} order by 1, 2`.execute(base())),
  )
  return Object.fromEntries(tables.map((t, i) => [t, lignes[i]?.rows]))
}
