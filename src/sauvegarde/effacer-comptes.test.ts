import { expect, test } from 'vitest'
import { ecrireLien } from '../agent/compte/lien-compte.queries.ts'
import { unEssai } from '../essai.ts'
import { creerTerritoire } from '../socle/migrer.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { effacerTerritoire } from './effacer.ts'

const essai = unEssai()

test('un territoire effacé emporte les comptes qui n’étaient qu’à lui, et eux seuls : pas celui qu’un lien attend', async () => {
  await essai.unAgent('referent')
  await creerTerritoire(essai.url, { code: '00', nom: 'Voisin' })
  const ids = [uuidv7(), uuidv7(), uuidv7()] as const
  const { commun } = essai.base
  await commun
    .insertInto('identite')
    .values(ids.map((id, rang) => ({ id, courriel: `essai-${rang}@example.org` })))
    .execute()
  await commun
    .insertInto('acces')
    .values([
      { identiteId: ids[0], territoire: '00', agentId: ids[0] },
      { identiteId: ids[1], territoire: '00', agentId: ids[1] },
      { identiteId: ids[1], territoire: '59', agentId: ids[1] },
    ])
    .execute()
  // Reset in 59, it waits there for its link.
  const courriel = 'essai-2@example.org'
  const lien = { genre: 'activation', courriel, territoire: '59', montre: false, reinitialise: true } as const
  await ecrireLien(commun, { ...lien, agentId: ids[2], identiteId: ids[2], now: essai.now, minutes: 60 })
  const comptes = async () => (await commun.selectFrom('identite').select('id').execute()).map(i => i.id)
  const avant = await comptes()

  await effacerTerritoire(essai.url, { code: '00', nom: 'Voisin' })
  expect(new Set(await comptes())).toEqual(new Set(avant.filter(id => id !== ids[0])))
  expect(await commun.selectFrom('territoire').select('code').where('code', '=', '00').execute()).toEqual([])
})
