import { expect, test } from 'vitest'
import { unSuiviDans } from '../accompagnement/essai-suivi.ts'
import { toutLeDossier } from '../dossier/essai-dossier.ts'
import { unEssai } from '../essai.ts'
import { exigerEcheancesJustes, tenirEcheances } from '../essai-echeances.ts'

const essai = unEssai()
const CONCLURE = 'PUT /rendez-vous/:rendezVousId/issue'
const PASSE: [string, string?, string?][] = [['2025-03-07T09:00:00Z']]

/** Two colleagues who may conclude the same appointment, whose outcome is due. */
async function unRendezVousAConclure() {
  const marc = await essai.unAgent('referent')
  const ines = await essai.unAgent('responsable-equipe', { structureId: marc.structureId as string })
  const histoire = { nom: 'ESSAI-A-DEUX', debut: '2025-01-10', rendezVous: PASSE }
  const personneId = await unSuiviDans(essai, marc, histoire)
  await tenirEcheances(essai)
  const { rendezVous, aFaire } = await toutLeDossier(marc, personneId)
  expect(aFaire.map(a => a.quoi)).toContain('rendez-vous')
  const vu = async () => {
    const lu = await toutLeDossier(marc, personneId)
    return {
      issue: lu.rendezVous[0]?.issue,
      dues: lu.aFaire.filter(a => a.quoi === 'rendez-vous').length,
      racontes: lu.evenements.lignes.length,
    }
  }
  return { qui: [marc, ines], rendezVousId: rendezVous[0]?.id, vu }
}

test('deux collègues notent la même issue au même moment : elle l’est une fois, et plus rien n’est dû', async () => {
  const { qui, rendezVousId, vu } = await unRendezVousAConclure()
  const reponses = await Promise.all(qui.map(a => a.brut(CONCLURE, { rendezVousId, issue: 'present' })))
  expect(reponses.map(r => r.status)).toEqual([200, 200])
  expect(await vu()).toEqual({ issue: 'present', dues: 0, racontes: 1 })
  await exigerEcheancesJustes(essai)
})

test('deux issues contraires au même moment : l’une reste, le fil garde les deux', async () => {
  const { qui, rendezVousId, vu } = await unRendezVousAConclure()
  const issues = ['present', 'absent']
  const reponses = await Promise.all(qui.map((a, i) => a.brut(CONCLURE, { rendezVousId, issue: issues[i] })))
  expect(reponses.map(r => r.status)).toEqual([200, 200])
  const { issue, ...reste } = await vu()
  expect(issues).toContain(issue)
  expect(reste).toEqual({ dues: 0, racontes: 2 })
  await exigerEcheancesJustes(essai)
})
