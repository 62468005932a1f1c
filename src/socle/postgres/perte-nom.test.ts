import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { enMaitre, unEssai } from '../../essai.ts'

const essai = unEssai({ vider: false })

/** Whoever is in, but who asks, is put out; then no session keeps the base from another name. */
async function renommer(de: string, en: string): Promise<void> {
  const ailleurs = new URL(essai.url)
  ailleurs.pathname = '/postgres'
  const maitre = { ...essai, url: ailleurs.href }
  for (let fois = 0; ; fois++)
    try {
      await enMaitre(maitre, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${de}'`)
      return await enMaitre(maitre, `alter database "${de}" rename to "${en}"`)
    } catch (erreur) {
      if (fois === 20) throw erreur
    }
}

test('la base change de nom pendant qu’on sert : 503, qui dit que rien n’est fait ; revenue, tout passe', async () => {
  const qui = await essai.unAgent('administrateur')
  const nom = new URL(essai.url).pathname.slice(1)
  const ailleurs = `ailleurs_${randomUUID().slice(0, 8)}`
  expect((await qui.brut('GET /structures')).status).toBe(200)
  await renommer(nom, ailleurs)
  const absente = await qui.brut('GET /structures').finally(() => renommer(ailleurs, nom))
  expect(absente.status).toBe(503)
  expect((await qui.brut('GET /structures')).status).toBe(200)
})
