import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { agenda } from './agenda.ts'

const essai = unEssai({ raison: true })
const db = () => essai.base.territoire('59')

test('d’une personne qui n’est pas des siennes, l’agenda des autres dit quand et avec qui, rien d’autre avant la raison dite', async () => {
  const [charge, referent] = [await essai.unAgent('charge-orientation'), await essai.unAgent('referent')]
  const { id } = await unePersonne(essai, { soumis: false, nom: 'AILLEURS' })
  await db().updateTable('personne').set({ telephone: '0639980001' }).where('id', '=', id).execute()
  await db()
    .insertInto('rendezVous')
    .values({
      ...{ id: uuidv7(), personneId: id, agentId: referent.id, objet: 'suivi', modalite: 'telephone' },
      ...{ debut: '2025-03-05T09:00:00Z', dureeMinutes: 45, lieu: 'Maison des femmes', convocation: 'sms' },
      ...{ convoqueLe: '2025-03-01', prisPar: referent.id, prisLe: '2025-03-01T09:00:00Z', interpretePrevu: true },
      ...{ issue: 'absent', issueLe: '2025-03-05T10:00:00Z', issuePar: referent.id },
    })
    .execute()
  const deTous = { du: '2025-03-05', agent: 'tous' }
  for (const demande of [deTous, { ...deTous, agent: referent.id }]) {
    const { json, texte } = await charge.appeler<typeof agenda>('GET /rendez-vous', demande)
    expect(json.rendezVous).toMatchObject([
      {
        ...{ nom: 'AILLEURS', agentId: referent.id, local: '2025-03-05T10:00', dureeMinutes: 45, raisonADire: true },
        ...{ objet: null, modalite: null, lieu: null, telephone: null, convocation: null, convoqueLe: null },
        ...{ issue: null, interpretePrevu: false },
      },
    ])
    expect(texte).not.toMatch(/Maison des femmes|0639980001|absent|suivi/)
  }
  await charge.brut('POST /personnes/:personneId/raison', { id: uuidv7(), personneId: id, motif: 'urgence' })
  const { json } = await charge.appeler<typeof agenda>('GET /rendez-vous', deTous)
  expect(json.rendezVous).toMatchObject([
    { raisonADire: false, telephone: '0639980001', objet: 'suivi', issue: 'absent', lieu: 'Maison des femmes' },
  ])
})
