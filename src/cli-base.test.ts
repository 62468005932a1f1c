import { appendFileSync, chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { unEssai } from './essai.ts'
import { uneLigneDeCommande } from './essai-cli.ts'

/** What a command says when its base can't be used: in sentences, with what to do, and nothing of the software. */
const essai = unEssai({ vider: false })
const { dossier, filrougeAvec } = uneLigneDeCommande(essai)
const TRACE = /\.ts:\d|Error|Une panne/

test('la base embarquée qui ne démarre pas, ou dont la fiche est fausse, est dite ou refaite, et dit quoi faire', async () => {
  // Within reach of who runs PostgreSQL for root.
  chmodSync(dossier, 0o711)
  const ici = join(dossier, 'ici')
  const fiche = join(ici, 'postgres.json')
  const migrer = async () => {
    const { code, erreurs } = await filrougeAvec({ DATABASE_URL: '', FILROUGE_DONNEES: ici }, 'migrer')
    return { code, erreurs }
  }
  const ecrire = (change: object) =>
    writeFileSync(fiche, JSON.stringify({ ...JSON.parse(readFileSync(fiche, 'utf8')), ...change }))
  expect(await migrer()).toMatchObject({ code: 0 })

  for (const change of [{ port: 70000 }, { port: 'abc' }, { motDePasse: 12 }, { donnees: 5 }]) {
    ecrire(change)
    expect(await migrer()).toEqual({ code: 0, erreurs: expect.stringMatching(/postgres\.json.*il est refait/) })
  }

  ecrire({ motDePasse: 'un autre' })
  const autre = await migrer()
  expect(autre).toEqual({ code: 2, erreurs: expect.stringMatching(/^Le mot de passe .*remettez.*effacez.*\n$/) })
  rmSync(fiche)
  expect(await migrer()).toEqual({ code: 0, erreurs: expect.stringMatching(/il est refait/) })

  appendFileSync(join(ici, 'postgres/postgresql.conf'), '\nreglage_inconnu = 3\n')
  const rate = await migrer()
  expect(rate).toEqual({
    code: 1,
    erreurs: expect.stringMatching(/^PostgreSQL n’a pas démarré sur .*Il dit\u00a0:.*reglage_inconnu/s),
  })
  expect(rate.erreurs).not.toMatch(TRACE)
}, 180_000)

test.each([
  ['migrer'],
  ['territoire', 'effacer', '--code', '59', '--nom', 'Nord'],
  ['demarrer', '--sans-demo', '--port', '0'],
])(
  'une base qui ne se laisse que lire se dit en une phrase (%s…)',
  async (...args) => {
    const url = new URL(essai.url)
    url.searchParams.set('options', '-c default_transaction_read_only=on')
    const { code, erreurs } = await filrougeAvec({ DATABASE_URL: url.href }, ...args)
    expect([code, erreurs]).toEqual([1, expect.stringMatching(/^La base de données ne se laisse que lire .*\n$/)])
  },
  60_000,
)
