import { expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { appliquer, deposerParEcran } from '../../import/essai-import.ts'
import { noter } from '../../precaution/essai-precaution.ts'
import type { lignesImport } from './lignes-import.ts'

const essai = unEssai()
const RUE = /QUAI DU SECRET|BAT SECRET|9 QUAI CACHE/
const TEXTE = `Nom;Prénom;Né(e) le;Adresse;Complément;Voie du bailleur;Ville;Tél
ESSAI-TISSAGE;Camile;12/04/1985;1 QUAI DU SECRET;BAT SECRET;9 QUAI CACHE;Tourcoing;0639980001
ESSAI-TISSAGE;Camille;12/04/1985;1 QUAI DU SECRET;BAT SECRET;9 QUAI CACHE;Tourcoing;0639980001
ESSAI-LIBRE;Zoé;25/04/1990;7 RUE OUVERTE;;;Lille;0639980002
`

/** A list that tells where three persons live; one of them keeps it to herself, and a line may be about her. */
async function uneListe() {
  const elle = await unePersonne(essai)
  const agent = await essai.unAgent('charge-orientation')
  expect((await noter(agent, elle.id, { adresseConfidentielle: true })).status).toBe(200)
  const importId = await deposerParEcran(agent, 'liste.csv', Buffer.from(TEXTE), { genre: 'personnes' })
  const colonnes = { Nom: 'nom', Prénom: 'prenom', 'Né(e) le': 'dateNaissance', Adresse: 'adresse', Tél: 'telephone' }
  const choix = {
    importId,
    genre: 'personnes',
    colonnes: { ...colonnes, Complément: 'complementAdresse', Ville: 'ville' },
  }
  expect((await agent.brut('PUT /imports/:importId/correspondance', choix)).status).toBe(200)
  return { agent, importId }
}

test.each([true, false])(
  'les lignes d’une liste taisent la rue de qui la garde confidentielle (simulée : %s)',
  async simulation => {
    const { agent, importId } = await uneListe()
    await appliquer(essai, agent, importId, simulation)
    const { json, texte } = await agent.appeler<typeof lignesImport>('GET /imports/:importId/lignes', { importId })
    expect(json.lignes.map(l => l.resultat).sort()).toEqual(['a-decider', 'creee', 'modifiee'])
    expect(texte).not.toMatch(RUE)
    expect(texte).toContain('7 RUE OUVERTE')
    expect(json.lignes[0]?.cellules).toEqual([
      ...['ESSAI-TISSAGE', 'Camile', '12/04/1985', 'Adresse confidentielle', 'Adresse confidentielle'],
      ...['Adresse confidentielle', 'Tourcoing', '0639980001'],
    ])
  },
)

test('les lignes mises de côté s’exportent sans elle : renvoyées ainsi, elles n’en disent rien', async () => {
  const { agent, importId } = await uneListe()
  await appliquer(essai, agent, importId)
  const demande = { importId, motif: 'correction', format: 'csv' }
  const { status, texte } = await agent.brut('POST /imports/:importId/refusees', demande)
  expect(status).toBe(200)
  expect(texte).toContain('Camile')
  expect(texte).toContain('Tourcoing')
  expect(texte).not.toMatch(RUE)
  expect(texte).not.toContain('confidentielle')
})
