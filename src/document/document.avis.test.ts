import { expect, test } from 'vitest'
import { unSuiviDans } from '../accompagnement/essai-suivi.ts'
import { avisDe, lignesDe, nonLusDe } from '../avis/essai-avis.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { deposerParEcran, examiner, unPdf } from './essai-documents.ts'

const essai = unEssai()

/** A document of a person, laid down by the chargé d'orientation, that her référent may take back. */
async function unDocumentDe(confidentialite: string) {
  const [referent, charge] = [
    await essai.unAgent('referent', { nom: 'ROUET' }),
    await essai.unAgent('charge-orientation'),
  ]
  const personneId = await unSuiviDans(essai, referent, { nom: 'ESSAI-RETRAIT', debut: '2025-01-10' })
  const dit = { titre: 'RQTH de ESSAI-SECRET', type: 'sante', confidentialite }
  const { id: documentId } = await deposerParEcran(charge, personneId, unPdf(), dit)
  expect(await examiner(essai)).toEqual([])
  const retirer = (agent: Navigateur, motif = 'autre-personne') =>
    agent.brut('POST /documents/:documentId/retrait', { documentId, motif }).then(r => r.status)
  const remettre = (agent: Navigateur) =>
    agent.brut('POST /documents/:documentId/remise', { documentId }).then(r => r.status)
  return { referent, charge, personneId, retirer, remettre }
}

test.each([
  ['partage', 'Votre document est retiré : RQTH ou autre document de santé', 'referent'],
  ['structure', 'Votre document est retiré', 'collegue'],
] as const)(
  '« %s » : qui l’a déposé apprend qu’un collègue le retire, et pourquoi, sans son titre',
  async (qui, titre, par) => {
    const { referent, charge, personneId, retirer } = await unDocumentDe(qui)
    const retrait = par === 'referent' ? referent : await essai.unAgent('charge-orientation')
    expect([await retirer(retrait), await retirer(retrait)]).toEqual([200, 200])
    expect(await avisDe(charge)).toEqual([`Camille ESSAI-RETRAIT · ${titre} · Motif : il concerne une autre personne`])
    const [ligne] = (await lignesDe(charge)).lignes
    expect(ligne?.vers).toBe(`/personnes/${personneId}?onglet=documents`)
    expect(await nonLusDe(retrait)).toBe(0)
  },
)

test('remis, il n’y a plus rien à en dire ; retiré de nouveau, c’est ce retrait qui se dit', async () => {
  const { referent, charge, retirer, remettre } = await unDocumentDe('partage')
  expect([await retirer(referent), await remettre(referent)]).toEqual([200, 200])
  expect([await avisDe(charge), await nonLusDe(charge)]).toEqual([[], 0])
  essai.now = '2025-03-10T09:30:00Z'
  expect(await retirer(referent, 'perime')).toBe(200)
  expect(await avisDe(charge)).toEqual([
    'Camille ESSAI-RETRAIT · Votre document est retiré : RQTH ou autre document de santé · Motif : périmé ou remplacé',
  ])
})

test('qui retire le sien n’en est pas averti', async () => {
  const { charge, retirer } = await unDocumentDe('partage')
  expect(await retirer(charge)).toBe(200)
  expect(await avisDe(charge)).toEqual([])
})
