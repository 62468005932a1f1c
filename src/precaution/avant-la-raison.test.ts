import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { DOMICILIEE, noter, TUTELLE } from './essai-precaution.ts'
import type { precautionsEnBref } from './precautions-en-bref.ts'

const essai = unEssai({ raison: true })

test('avant la raison, ce qui se cache ne se devine pas : une ligne n’est donnée que si elle dit quelque chose', async () => {
  const une = await essai.unAgent('charge-orientation', { nom: 'PREMIERE' })
  const autre = await essai.unAgent('charge-orientation', { nom: 'CURIEUX' })
  const cachee = await unePersonne(essai, { nom: 'AUTREFOIS', soumis: false })
  const dite = await unePersonne(essai, { nom: 'AVEC-INTERPRETE', soumis: false })
  for (const { id: personneId } of [cachee, dite])
    await une.brut('POST /personnes/:personneId/raison', { id: uuidv7(), personneId, motif: 'urgence' })
  await noter(une, cachee.id, { ...TUTELLE, ...DOMICILIEE })
  await noter(une, dite.id, { ...TUTELLE, lsf: true })
  const personnes = [cachee.id, dite.id]
  const { json } = await autre.appeler<typeof precautionsEnBref>('POST /precautions', { personnes })
  expect(json.personnes.map(p => [p.personneId, p.precautions?.lsf, p.precautions?.mesure])).toEqual([
    [dite.id, true, null],
  ])
})
