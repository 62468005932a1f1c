import { mkdirSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { fichierFlux, type UnFoyer } from '../../echanges/cnaf/beneficiaires/essai-flux.ts'
import { dem, foyer, temoin } from '../../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { compter, unEssai } from '../../essai.ts'
import { SYSTEME } from '../../socle/contexte.ts'
import { TERRITOIRE } from '../essai-import.ts'
import { VERROU_IMPORTS } from '../verrou.ts'
import { deposerFichier } from './deposer-fichier.ts'
import { dossiersDe, fichiersArrives, idDuFichier } from './dossier-surveille.ts'
import { surveillerDepots } from './surveiller-depots.job.ts'

const essai = unEssai()
let racine = ''
let dossier = ''
beforeEach(() => {
  racine = mkdtempSync(join(tmpdir(), 'filrouge-depot-'))
  process.env.FILROUGE_DEPOT = racine
  dossier = join(racine, '59')
  mkdirSync(dossier)
})
afterAll(() => {
  delete process.env.FILROUGE_DEPOT
})

/** A file that came at an instant and hasn't moved since. */
function deposer(nom: string, contenu: Buffer | string, le = '2025-03-08T10:00:00Z') {
  writeFileSync(join(dossier, nom), contenu)
  utimesSync(join(dossier, nom), new Date(le), new Date(le))
}
const mensuel = (mois: string, creation: string, foyers: (UnFoyer | string)[] = [foyer(), temoin]) =>
  fichierFlux({ type: 'M', dateReference: mois, dateCreation: creation, foyers })
const passer = () => surveillerDepots({ base: essai.base, territoire: TERRITOIRE, maintenant: () => essai.now }, {})
const imports = () =>
  essai.base
    .territoire('59')
    .selectFrom('import')
    .select(['fichier', 'statut', 'voie', 'recuLe', 'refus'])
    .orderBy('numero')
    .execute()
const dans = (sous: 'traites' | 'refuses') => lister(dossiersDe(racine, '59')[sous])
const lister = (chemin: string) => {
  try {
    return readdirSync(chemin).sort()
  } catch {
    return []
  }
}
const fichiersLaisses = () => lister(dossier)

test('un flux déposé est appliqué puis rangé ; il est reçu le jour de son arrivée', async () => {
  deposer('RSABEM.xml', mensuel('2025-02-28', '2025-03-03'), '2025-03-07T23:30:00Z')
  await passer()
  expect(await imports()).toMatchObject([
    { fichier: 'RSABEM.xml', statut: 'applique', voie: 'dossier', recuLe: '2025-03-08' },
  ])
  expect([fichiersLaisses(), dans('traites'), dans('refuses')]).toEqual([[], ['RSABEM.xml'], []])
  expect(await compter(essai, 'flux')).toBe(1)
  await passer()
  expect(await imports()).toHaveLength(1)
})

test('plusieurs fichiers à la fois passent dans l’ordre où ils ont été faits, quels que soient leurs noms', async () => {
  deposer('a-fevrier.xml', mensuel('2025-02-28', '2025-03-03'))
  deposer('b-janvier.xml', mensuel('2025-01-31', '2025-02-03'))
  await passer()
  expect((await imports()).map(i => i.statut)).toEqual(['applique', 'applique'])
  const flux = await essai.base.territoire('59').selectFrom('flux').select('fichier').orderBy('numero').execute()
  expect(flux.map(f => f.fichier)).toEqual(['b-janvier.xml', 'a-fevrier.xml'])
})

test('les mêmes octets déposés de nouveau ne changent rien, et sont rangés avec les traités', async () => {
  const contenu = mensuel('2025-02-28', '2025-03-03')
  deposer('RSABEM.xml', contenu)
  await passer()
  deposer('RSABEM.xml', contenu, '2025-03-09T10:00:00Z')
  await passer()
  expect(await imports()).toMatchObject([
    { statut: 'applique' },
    { statut: 'refuse', refus: { code: 'deja-applique' } },
  ])
  expect([fichiersLaisses(), dans('traites')]).toEqual([[], ['RSABEM (2).xml', 'RSABEM.xml']])
  expect(await compter(essai, 'flux')).toBe(1)
})

test('un fichier refusé est rangé à part, et un texte dit pourquoi', async () => {
  deposer('RSABEM.xml', mensuel('2025-02-28', '2025-03-03').subarray(0, 2000))
  deposer('notice.pdf', '%PDF-1.7')
  deposer('vide.xml', '')
  await passer()
  expect(fichiersLaisses()).toEqual([])
  expect(dans('refuses')).toEqual([
    'RSABEM.xml',
    'RSABEM.xml.txt',
    'notice.pdf',
    'notice.pdf.txt',
    'vide.xml',
    'vide.xml.txt',
  ])
  const dire = (nom: string) => readFileSync(join(dossiersDe(racine, '59').refuses, `${nom}.txt`), 'utf8')
  expect(dire('RSABEM.xml')).toMatch(/« RSABEM\.xml » n’a rien changé.*tronqué.*l’import n° \d/s)
  expect(dire('notice.pdf')).toMatch(/ne reconnaît pas ce fichier/)
  expect(dire('vide.xml')).toMatch(/Ce fichier est vide/)
  expect(await compter(essai, 'personne')).toBe(0)
})

test('une liste attend qu’on dise ses colonnes : déposée, elle n’est pas appliquée', async () => {
  deposer('personnes.csv', 'Nom;Prénom\nESSAI;CAMILLE\n')
  await passer()
  expect(await imports()).toMatchObject([{ statut: 'a-verifier', voie: 'dossier' }])
  expect(dans('traites')).toEqual(['personnes.csv'])
})

test('un fichier qui s’écrit encore, un nom provisoire, un fichier caché ou un dossier attendent', async () => {
  const contenu = mensuel('2025-02-28', '2025-03-03')
  deposer('tout-frais.xml', contenu, '2025-03-10T08:59:45Z')
  for (const nom of ['RSABEM.xml.part', 'RSABEM.tmp', 'RSABEM.xml.filepart', '.RSABEM.xml', '~RSABEM.xml'])
    deposer(nom, contenu)
  mkdirSync(join(dossier, 'archives'))
  await passer()
  expect(await imports()).toEqual([])
  expect(fichiersLaisses()).toHaveLength(7)
  essai.now = '2025-03-10T09:01:00Z'
  await passer()
  expect((await imports()).map(i => i.fichier)).toEqual(['tout-frais.xml'])
})

test('une copie qui porte déjà une vieille date attend qu’on ait fini de l’écrire ; une date d’une autre année ne retient rien', async () => {
  const contenu = mensuel('2025-02-28', '2025-03-03')
  const vus = async (secondes: number) =>
    (await fichiersArrives(dossier, new Date(Date.now() + secondes * 1000).toISOString())).map(f => f.nom)
  deposer('coupe.xml', contenu.subarray(0, contenu.length / 2), '1980-01-02T00:00:00Z')
  deposer('horloge-fausse.xml', contenu, '2099-01-01T00:00:00Z')
  expect(await vus(0)).toEqual([])
  expect(await vus(31)).toEqual(['coupe.xml', 'horloge-fausse.xml'])
})

test('le dossier d’un code inconnu n’est pas touché, ni celui d’un autre territoire', async () => {
  mkdirSync(join(racine, '62'))
  writeFileSync(join(racine, '62', 'RSABEM.xml'), mensuel('2025-02-28', '2025-03-03'))
  utimesSync(join(racine, '62', 'RSABEM.xml'), new Date('2025-03-08'), new Date('2025-03-08'))
  await passer()
  expect(await imports()).toEqual([])
  expect(readdirSync(join(racine, '62'))).toEqual(['RSABEM.xml'])
})

test('coupé après le dépôt, ou après l’application, le fichier n’est ni perdu ni pris deux fois', async () => {
  deposer('RSABEM.xml', mensuel('2025-02-28', '2025-03-03'))
  const [fichier] = await fichiersArrives(dossier, essai.now)
  const origine = { agent: SYSTEME, territoire: { code: '59', nom: 'Nord', demo: false }, now: essai.now }
  const demande = { chemin: fichier!.chemin, recuLe: '2025-03-08' }
  // Cut once deposited: nothing was asked yet, the file is still there.
  await deposerFichier(essai.base, origine, demande, 'dossier', idDuFichier('59', fichier!))
  await passer()
  expect([(await imports()).map(i => i.statut), dans('traites')]).toEqual([['applique'], ['RSABEM.xml']])
  // Cut once applied: the file, not put away, is found again as it was.
  deposer('RSABEM.xml', mensuel('2025-02-28', '2025-03-03'))
  await passer()
  expect([(await imports()).map(i => i.statut), fichiersLaisses()]).toEqual([['applique'], []])
})

test('retenu par un import qui n’en finit pas, un fichier reste un seul dépôt, ronde après ronde, puis passe une fois', async () => {
  const autre = await essai.base.poolTerritoire('59').connect()
  await autre.query('select pg_advisory_lock($1, hashtext($2))', [VERROU_IMPORTS, '59'])
  deposer('RSABEM.xml', mensuel('2025-02-28', '2025-03-03'))
  for (const heure of ['09:01', '10:02', '23:03']) {
    essai.now = `2025-03-10T${heure}:00Z`
    await passer()
    expect([(await imports()).map(i => i.statut), fichiersLaisses()]).toEqual([['en-attente'], ['RSABEM.xml']])
  }
  await autre.query('select pg_advisory_unlock($1, hashtext($2))', [VERROU_IMPORTS, '59'])
  autre.release()
  await passer()
  expect([(await imports()).map(i => i.statut), dans('traites')]).toEqual([['applique'], ['RSABEM.xml']])
})

test('deux processus à la fois sur le même dossier : chaque fichier passe une fois', async () => {
  deposer('janvier.xml', mensuel('2025-01-31', '2025-02-03'))
  deposer(
    'fevrier.xml',
    mensuel('2025-02-28', '2025-03-03', [foyer({ personnes: [dem(true, { nom: 'TISSERAND' })] }), temoin]),
  )
  await Promise.all([passer(), passer(), passer()])
  await passer()
  expect((await imports()).map(i => i.statut)).toEqual(['applique', 'applique'])
  expect([fichiersLaisses(), dans('traites')]).toEqual([[], ['fevrier.xml', 'janvier.xml']])
})

test('sans dossier à surveiller, rien ne se passe', async () => {
  delete process.env.FILROUGE_DEPOT
  await passer()
  process.env.FILROUGE_DEPOT = join(racine, 'absent')
  await passer()
  expect(await imports()).toEqual([])
})
