import { execFileSync } from 'node:child_process'
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { fluxDeFevrier } from '../../echanges/cnaf/beneficiaires/essai-flux.ts'
import { foyer } from '../../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { unEssai } from '../../essai.ts'
import { origineEssai, TERRITOIRE } from '../essai-import.ts'
import { deposerFichier } from './deposer-fichier.ts'
import { surveillerDepots } from './surveiller-depots.job.ts'

/** Who may write in the senders' folder wishes no good: it is theirs, the rest of the machine isn't. */
const essai = unEssai()
const FLUX = fluxDeFevrier(foyer())
const LE = new Date('2025-03-08T10:00:00Z')
let racine = ''
let dossier = ''
/** Of somebody else, on the same machine. */
let ailleurs = ''
beforeEach(() => {
  racine = mkdtempSync(join(tmpdir(), 'filrouge-hostile-'))
  dossier = join(racine, 'depots', '59')
  ailleurs = join(racine, 'ailleurs')
  for (const d of [dossier, ailleurs]) mkdirSync(d, { recursive: true })
  writeFileSync(join(ailleurs, 'secret.csv'), 'Nom;Prénom\nSECRET;Zoé\n')
  utimesSync(join(ailleurs, 'secret.csv'), LE, LE)
  process.env.FILROUGE_DEPOT = join(racine, 'depots')
})
afterAll(() => {
  delete process.env.FILROUGE_DEPOT
})
const poser = (nom: string, contenu: Buffer | string = FLUX) => {
  writeFileSync(join(dossier, nom), contenu)
  utimesSync(join(dossier, nom), LE, LE)
}
const passer = () => surveillerDepots({ base: essai.base, territoire: TERRITOIRE, maintenant: () => essai.now }, {})
const imports = () =>
  essai.base.territoire('59').selectFrom('import').select(['fichier', 'statut']).orderBy('numero').execute()
const ranges = (sous: string, nom = '') => join(racine, 'depots', sous, '59', nom)
const dans = (chemin: string) => (existsSync(chemin) ? readdirSync(chemin).sort() : [])

test('un lien, symbolique ou dur, n’est jamais lu : il est refusé, et c’est dit', async () => {
  symlinkSync(join(ailleurs, 'secret.csv'), join(dossier, 'mou.csv'))
  symlinkSync(join(ailleurs, 'rien.csv'), join(dossier, 'pendant.csv'))
  linkSync(join(ailleurs, 'secret.csv'), join(dossier, 'dur.csv'))
  poser('RSABEM.xml')
  await passer()
  expect(await imports()).toEqual([{ fichier: 'RSABEM.xml', statut: 'applique' }])
  expect(dans(dossier)).toEqual([])
  // A link that leads elsewhere isn't kept: nobody opens it by mistake.
  expect(dans(ranges('refuses'))).toEqual(['dur.csv', 'dur.csv.txt', 'mou.csv.txt', 'pendant.csv.txt'])
  for (const nom of ['dur', 'mou', 'pendant'])
    expect(readFileSync(ranges('refuses', `${nom}.csv.txt`), 'utf8')).toMatch(
      /n’a rien changé.*est un lien.*Déposez le fichier lui-même/s,
    )
  expect(readFileSync(join(ailleurs, 'secret.csv'), 'utf8')).toContain('SECRET')
})

test('un fichier remplacé par un lien, ou par autre chose, entre le moment où il est vu et celui où il est lu', async () => {
  const origine = origineEssai(essai)
  const demande = (nom: string) => ({ chemin: join(dossier, nom), recuLe: '2025-03-08', envoye: true })
  symlinkSync(join(ailleurs, 'secret.csv'), join(dossier, 'lien.csv'))
  linkSync(join(ailleurs, 'secret.csv'), join(dossier, 'dur.csv'))
  mkdirSync(join(dossier, 'dossier.csv'))
  execFileSync('mkfifo', [join(dossier, 'tube.csv')])
  for (const nom of ['lien.csv', 'dur.csv', 'dossier.csv', 'tube.csv'])
    await expect(deposerFichier(essai.base, origine, demande(nom), 'dossier')).rejects.toMatchObject({
      code: 'fichier-lien',
    })
  expect(await imports()).toEqual([])
})

test('ce qui est rangé l’est hors du dossier des expéditeurs : ce qu’ils y préparent ne le détourne pas', async () => {
  for (const nom of ['traites', 'refuses']) symlinkSync(ailleurs, join(dossier, nom))
  symlinkSync(join(ailleurs, 'secret.csv'), join(ailleurs, 'notice.pdf.txt'))
  poser('RSABEM.xml')
  poser('notice.pdf', '%PDF-1.7')
  await passer()
  expect([dans(ranges('traites')), dans(ranges('refuses'))]).toEqual([
    ['RSABEM.xml'],
    ['notice.pdf', 'notice.pdf.txt', 'refuses.txt', 'traites.txt'],
  ])
  expect(dans(ailleurs)).toEqual(['notice.pdf.txt', 'secret.csv'])
  expect(readFileSync(join(ailleurs, 'secret.csv'), 'utf8')).toContain('SECRET')
})

test.each(['traites/59', 'refuses'])('si l’endroit où ranger (%s) mène ailleurs, rien n’est pris', async ou => {
  mkdirSync(join(racine, 'depots', 'traites'))
  symlinkSync(ailleurs, join(racine, 'depots', ou))
  poser('RSABEM.xml')
  poser('notice.pdf', '%PDF-1.7')
  await expect(passer()).rejects.toMatchObject({ code: 'rangement-lien' })
  expect([await imports(), dans(dossier)]).toEqual([[], ['RSABEM.xml', 'notice.pdf']])
  expect(dans(ailleurs).filter(nom => nom !== '59')).toEqual(['secret.csv'])
})

test('un nom aussi long que le disque en prend, ou qui se lit à l’envers, passe comme un autre', async () => {
  const long = `${'a'.repeat(251)}.pdf`
  poser(long, '%PDF-1.7')
  poser('RSA\u202eBEM.xml')
  await passer()
  expect(dans(dossier)).toEqual([])
  expect(dans(ranges('refuses'))).toEqual([`${'a'.repeat(196)}.pdf`, `${'a'.repeat(196)}.pdf.txt`])
  expect((await imports()).map(i => i.fichier)).toContain('RSABEM.xml')
})

test('ce qui était rangé à l’ancienne place y reste, et n’est pas repris', async () => {
  mkdirSync(join(dossier, 'traites'))
  poser('RSABEM.xml')
  renameSync(join(dossier, 'RSABEM.xml'), join(dossier, 'traites', 'RSABEM.xml'))
  await passer()
  expect([await imports(), dans(join(dossier, 'traites'))]).toEqual([[], ['RSABEM.xml']])
})
