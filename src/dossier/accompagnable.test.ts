import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unePersonne, unSuiviRepris } from '../essai-personnes.ts'
import { unDiagnostic } from '../orientation/essai-orientation.ts'
import type { fichePersonne } from './fiche-personne.ts'

const essai = unEssai()

test.each([
  ['qui demande le RSA', 'DEM', '1990-05-06', null],
  ['un enfant du foyer', 'ENF', '2005-05-06', 'personne-non-accompagnee'],
  ['qui n’a pas seize ans, même inscrit comme demandeur', 'DEM', '2012-05-06', 'moins-de-seize-ans'],
  ['qui n’a pas seize ans, hors de tout foyer', null, '2012-05-06', 'moins-de-seize-ans'],
  ['qui n’est dans aucun foyer', null, '1990-05-06', null],
])('le dossier n’offre d’agir que là où le serveur l’accepte : %s', async (_, role, dateNaissance, motif) => {
  const db = essai.base.territoire('59')
  const charge = await essai.unAgent('charge-orientation')
  const { id: personneId } = await unePersonne(essai, { dateNaissance })
  const membre = db.updateTable('membre').where('personneId', '=', personneId)
  await (role ? membre.set({ role }) : membre.set({ fin: '2025-03-01' })).execute()
  const lu = async () =>
    (await charge.appeler<typeof fichePersonne>('GET /personnes/:personneId', { personneId })).json.nonAccompagnee
  expect(await lu()).toBe(motif)
  expect((await unDiagnostic(charge, personneId)).status).toBe(motif ? 409 : 200)
  await unSuiviRepris(essai, personneId, '2025-01-10', await essai.unAgent('referent'))
  expect(await lu()).toBe(null)
})
