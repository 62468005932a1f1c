import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import type { creneaux } from '../rendez-vous/creneaux.ts'
import { direDonnees } from './donnees/donnee.queries.ts'
import type { Dite } from './donnees/donnee.ts'

const essai = unEssai()
const dire = (...dites: Dite[]) => essai.enTransaction(ctx => direDonnees(ctx, dites))

// C1: SMS and e-mail only with the person's agreement, whoever transmitted it.
test('un refus transmis par la source du contact ferme le SMS et le courriel, un accord les rouvre', async () => {
  const { id } = await unePersonne(essai, { entreeRecueLe: '2025-03-03' })
  const awa = await essai.unAgent('charge-orientation')
  const accords = async () => (await awa.appeler<typeof creneaux>('GET /creneaux', { personneId: id })).json.accords
  const dit = (accord: boolean | null, le: string, valeurs = true): Promise<unknown> =>
    dire(
      { personneId: id, champ: 'telephone', source: 'instruction', valeur: valeurs ? '0639980001' : null, accord, le },
      {
        personneId: id,
        champ: 'courriel',
        source: 'instruction',
        valeur: valeurs ? 'a@example.org' : null,
        accord,
        le,
      },
    )
  await dit(null, '2025-03-01')
  expect(await accords()).toEqual({ sms: false, courriel: false, sansCourrier: null })
  await dit(true, '2025-03-02')
  expect(await accords()).toEqual({ sms: true, courriel: true, sansCourrier: null })
  await dit(false, '2025-03-03', false)
  expect(await accords()).toEqual({ sms: false, courriel: false, sansCourrier: null })
})
