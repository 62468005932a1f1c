import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { ORIENTER } from '../orientation/essai-orientation.ts'
import type { orienter } from '../orientation/orienter.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { texte } from './essai-pdf.ts'

const essai = unEssai()

test('ce qu’un agent écrit, dans n’importe quelle écriture, arrive dans la lettre ; jamais une panne', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const structureId = await essai.uneStructure()
  const { id: personneId } = await unePersonne(essai)
  const lettre = async (motif: string) => {
    const { json, status } = await agent.appeler<typeof orienter>(ORIENTER, {
      ...{ id: uuidv7(), personneId, dominante: 'emploi' as const, structureId, referentId: null, motif },
      notification: { mode: 'courrier' as const },
      reorientation: { motif: 'demande-personne' as const },
    })
    expect(status).toBe(200)
    return texte((await agent.brut('GET /courriers/:courrierId/pdf', { courrierId: json.courrierId })).brut)
  }
  expect(await lettre('Прошу → 你好 \uf0b7 😀 தமிழ்')).toMatch(/Прошу → 你好 (• )?😀/u)
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async dit => {
      expect(await lettre(`Choix ${dit.replaceAll('\0', '')}`)).toContain('La raison de son choix')
    }),
    { numRuns: 15 },
  )
}, 120_000)
