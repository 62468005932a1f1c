import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { noter } from '../precaution/essai-precaution.ts'
import { appliquer, deposerParEcran } from './essai-import.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')

test('le fichier d’un import se télécharge avec une raison, dite au délégué ; une adresse confidentielle y est lue', async () => {
  const [admin, charge] = [await essai.unAgent('administrateur'), await essai.unAgent('charge-orientation')]
  const elle = await unePersonne(essai)
  await unePersonne(essai, { nom: 'ESSAI-AUTRE' })
  const liste =
    'Nom;Prénom;Né(e) le;Adresse\nESSAI-TISSAGE;Camille;12/04/1985;1 QUAI DU SECRET\nESSAI-AUTRE;Camille;12/04/1985;2 rue Ouverte\n'
  const importId = await deposerParEcran(charge, 'liste.csv', Buffer.from(liste), { genre: 'personnes' })
  const colonnes = { Nom: 'nom', Prénom: 'prenom', 'Né(e) le': 'dateNaissance', Adresse: 'adresse' }
  await charge.brut('PUT /imports/:importId/correspondance', { importId, genre: 'personnes', colonnes })
  await appliquer(essai, charge, importId)
  const telecharger = (motif?: string) => admin.brut('GET /imports/:importId/fichier', { importId, motif })
  const lectures = () =>
    db()
      .selectFrom('consultation')
      .select(['acteurId', 'personneId', 'objetId'])
      .where('quoi', '=', 'adresse')
      .execute()

  expect((await telecharger()).status).toBe(400)
  expect((await telecharger('par curiosité')).status).toBe(400)
  expect((await telecharger('controle')).texte).toContain('QUAI DU SECRET')
  expect(await lectures()).toEqual([])

  await noter(charge, elle.id, { adresseConfidentielle: true })
  expect((await telecharger('controle')).status).toBe(200)
  expect(await lectures()).toEqual([{ acteurId: admin.id, personneId: elle.id, objetId: importId }])
  const fil = await charge.brut('GET /personnes/:personneId/evenements', { personneId: elle.id })
  expect(fil.texte).toContain('Adresse confidentielle lue')
  const dpo = await essai.unAgent('dpo')
  const sorties = await dpo.brut('GET /audit/sorties', { du: '2025-03-01', au: '2025-03-31' })
  expect(sorties.texte).toContain('liste.csv · Contrôle interne')
})
