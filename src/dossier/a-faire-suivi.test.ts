import { expect, test } from 'vitest'
import type { Urgence } from '../accompagnement/accompagnement.ts'
import { type Histoire, unSuiviDans } from '../accompagnement/essai-suivi.ts'
import type { portefeuille } from '../accompagnement/portefeuille.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { tenirEcheancesDe } from '../essai-echeances.ts'
import type { fichePersonne } from './fiche-personne.ts'

// Monday 10 March 2025, 10 h in Paris.
const essai = unEssai()
const VU: [string, string] = ['2025-03-05T09:00:00Z', 'present']
const HISTOIRES: Histoire[] = [
  { nom: 'ESSAI-NOUVEAU', debut: '2025-03-08' },
  { nom: 'ESSAI-BILAN-PASSE', debut: '2024-12-01', rendezVous: [VU] },
  { nom: 'ESSAI-SANS-CONTACT', debut: '2025-01-02', rendezVous: [['2025-01-20T09:00:00Z', 'present']] },
  { nom: 'ESSAI-BILAN-PROCHE', debut: '2024-12-20', rendezVous: [VU] },
  { nom: 'ESSAI-SUIVI', debut: '2025-02-01', rendezVous: [VU] },
  { nom: 'ESSAI-VEILLE', debut: '2025-02-01', veille: '2025-03-01' },
]
/** What the portfolio says first, and the clock that asks it. */
const HORLOGES: Partial<Record<Urgence, string>> = {
  'premier-contact': 'premier-contact',
  'bilan-depasse': 'bilan',
  'sans-contact': 'contact',
  'bilan-proche': 'bilan',
}
const DUES = Object.values(HORLOGES)

const aFaireDe = async (agent: Navigateur, personneId: string) =>
  (await agent.appeler<typeof fichePersonne>('GET /personnes/:personneId', { personneId })).json.aFaire.filter(a =>
    DUES.includes(a.quoi),
  )

test('ce que le portefeuille demande pour une personne est ce que son dossier dit de faire, pour chaque lecteur', async () => {
  const moi = await essai.unAgent('referent')
  const second = await essai.unAgent('referent')
  for (const histoire of HISTOIRES) await unSuiviDans(essai, moi, { ...histoire, coReferentId: second.id })
  const responsable = await essai.unAgent('responsable-equipe', { structureId: moi.structureId as string })
  for (const lecteur of [moi, second, responsable]) {
    const { lignes } = (await lecteur.appeler<typeof portefeuille>('GET /portefeuille', {})).json
    expect(lignes).toHaveLength(HISTOIRES.length)
    for (const { personneId, urgence, pour } of lignes) {
      const quoi = HORLOGES[urgence]
      expect(await aFaireDe(lecteur, personneId)).toMatchObject(quoi ? [{ quoi, avant: pour }] : [])
    }
  }
})

test('un premier contact pris ne se demande plus, ni là ni là', async () => {
  const moi = await essai.unAgent('referent')
  const id = await unSuiviDans(essai, moi, { nom: 'ESSAI-NOUVEAU', debut: '2025-03-08' })
  expect(await aFaireDe(moi, id)).toMatchObject([{ phrase: 'Prendre le premier contact', ou: 'rendez-vous' }])
  await moi.brut('POST /personnes/:personneId/rendez-vous', {
    id: crypto.randomUUID(),
    personneId: id,
    agentId: moi.id,
    debut: '2025-03-12T09:00',
    objet: 'suivi',
  })
  const { lignes } = (await moi.appeler<typeof portefeuille>('GET /portefeuille', {})).json
  expect(lignes[0]?.urgence).toBe('suivi')
  expect(await aFaireDe(moi, id)).toEqual([])
})

test('un suivi fini, l’orientation courant encore : un référent est à désigner, et rien d’autre n’est dû du suivi', async () => {
  const moi = await essai.unAgent('referent')
  const personneId = await unSuiviDans(essai, moi, { nom: 'ESSAI-FINI', debut: '2024-12-01' })
  const charge = await essai.unAgent('charge-orientation')
  const lire = async () =>
    (await charge.appeler<typeof fichePersonne>('GET /personnes/:personneId', { personneId })).json.aFaire.map(
      a => a.quoi,
    )
  expect(await lire()).not.toContain('designation')
  await essai.base
    .territoire('59')
    .updateTable('accompagnement')
    .set({ fin: '2025-03-01', finMotif: 'radiation' })
    .execute()
  await tenirEcheancesDe(essai, personneId)
  const apres = await lire()
  expect(apres).toContain('designation')
  expect(apres.filter(quoi => DUES.includes(quoi))).toEqual([])
})
