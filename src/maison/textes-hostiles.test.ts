import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unMonde } from './essai-monde.ts'

const essai = unEssai()

test('un caractère nul est refusé, où qu’il soit, et ne compte pas comme une panne', async () => {
  const { archiveId, dedans } = await unMonde(essai)
  const { administrateur, accueil, dpo } = dedans
  const reponses = [
    await administrateur.brut('GET /historique/:objet/:objetId', { objet: 'agent', objetId: 'a\0b' }),
    await administrateur.brut('POST /archives/recherche', { q: 'ab\0cd' }),
    await administrateur.brut('POST /archives/:archiveId/sortie', { archiveId, motif: 'Elle est revenue\0 ce matin' }),
    await accueil.brut('POST /accueil/recherche', { q: 'ab\0cd' }),
    await dpo.brut('POST /audit/personnes', { nom: 'ab\0cd', naissance: '1985-04-12' }),
  ]
  expect(reponses.map(r => [r.status, r.json.code])).toEqual(reponses.map(() => [400, 'caractere-nul']))
  const moitie = await administrateur.brut('POST /archives/recherche', { q: 'ab\ud83dcd' })
  expect([moitie.status, moitie.json.code]).toEqual([400, 'caractere-coupe'])
})

test('une recherche sans lettre ne montre pas les archives', async () => {
  const { administrateur } = (await unMonde(essai)).dedans
  expect((await administrateur.brut('POST /archives/recherche', { q: '--' })).json).toEqual({
    archives: [],
    tronque: false,
  })
})
