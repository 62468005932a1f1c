import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { enMaitre, unEssai } from '../essai.ts'
import { uneLigneDeCommande } from '../essai-cli.ts'
import { unePersonne } from '../essai-personnes.ts'
import { TERRITOIRE } from '../import/essai-import.ts'
import { demonter, testAvec, unDisqueSur } from '../maison/pannes/essai-machine.ts'
import { balayerFichiers } from '../socle/fichier/balayer-fichiers.job.ts'
import { garderOctets } from '../socle/fichier/fichier.ts'
import { connexion } from '../socle/migrer.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { effacerTerritoire } from './effacer.ts'
import { direEffacement } from './en-ligne.ts'

/** The files of a territory that goes, while the hourly sweep goes round. */
const essai = unEssai({ vider: false })
const { dossier, filrouge } = uneLigneDeCommande(essai)
const disque = join(dossier, 'fichiers')
beforeAll(() => {
  process.env.FILROUGE_FICHIERS = disque
})
afterAll(() => {
  delete process.env.FILROUGE_FICHIERS
})

const ronde = () => balayerFichiers({ base: essai.base, territoire: TERRITOIRE, maintenant: () => essai.now }, {})
const unMorceau = () => essai.enTransaction(ctx => garderOctets(ctx, uuidv7(), Buffer.from('un document')))
const marque = join(disque, '59/.efface')

test('une ronde pendant qu’un effacement attend lui laisse sa marque, et ne touche pas à ce qu’un autre refait', async () => {
  await unMorceau()
  const { id } = await unePersonne(essai, { entreeRecueLe: '2025-03-03' })
  await essai.enTransaction(async ({ db }) => {
    await db.selectFrom('personne').select('id').where('id', '=', id).forUpdate().execute()
    const attend = expect(effacerTerritoire(essai.url, { code: '59', nom: 'Nord', attenteMs: 2000 })).rejects.toThrow(
      /Un travail est en cours/,
    )
    await vi.waitFor(() => expect(existsSync(marque)).toBe(true))
    await ronde()
    expect(existsSync(marque)).toBe(true)
    await attend
  })
  expect(existsSync(marque)).toBe(false)

  mkdirSync(join(disque, '65'))
  writeFileSync(join(disque, '65/.efface'), '')
  await connexion(essai.url, async () => {
    await ronde()
    expect(readdirSync(disque)).toContain('65')
  })
  await ronde()
  expect(readdirSync(disque)).not.toContain('65')
  expect(readdirSync(disque)).toContain('59')
}, 60_000)

const aPart = unDisqueSur(join(disque, '64'))
testAvec(
  aPart,
  'un dossier qui est un disque à lui seul est vidé sur place',
  async () => {
    mkdirSync(join(disque, '64/ab'))
    for (const nom of ['.efface', 'ab/reste']) writeFileSync(join(disque, '64', nom), '')
    await ronde()
    expect(readdirSync(join(disque, '64'))).toEqual([])
    aPart?.rendre()
  },
  60_000,
)

const dedans = unDisqueSur(join(disque, '62/ab'))
testAvec(
  dedans,
  'effacé, mais des fichiers ne s’ôtent pas : c’est dit, et la ronde de l’heure les ôte',
  async () => {
    expect((await filrouge('territoire', 'creer', '--code', '62', '--nom', 'Pas-de-Calais')).code).toBe(0)
    writeFileSync(join(disque, '62/ab/reste'), '')
    const fait = await effacerTerritoire(essai.url, { code: '62', nom: 'Pas-de-Calais' })
    expect(direEffacement(fait)).toMatch(
      /62 \(Pas-de-Calais\) effacé pour toujours.*n’ont pas tous pu être ôtés.*EBUSY/,
    )
    const [ecarte = ''] = readdirSync(disque).filter(nom => nom.startsWith('.efface-'))
    demonter(join(disque, ecarte, 'ab'))
    await ronde()
    expect(readdirSync(disque)).not.toContainEqual(expect.stringMatching(/^\.efface-/))
    await enMaitre(essai, `do $$ begin assert not exists (select from commun.territoire where code = '62'); end $$`)
  },
  60_000,
)
