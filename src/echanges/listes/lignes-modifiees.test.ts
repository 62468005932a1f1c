import { expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { appliquer, deposerParEcran } from '../../import/essai-import.ts'
import type { choisirColonnes } from './choisir-colonnes.ts'
import type { lignesImport } from './lignes-import.ts'

const essai = unEssai()
const TEXTE =
  'Nom;Prénom;Né(e) le;Tél;Adresse;RQTH\nESSAI-TISSAGE;Camille;12/04/1985;06 39 98 00 02;3 rue Exemple;oui\nESSAI-B;Zoé;25/04/1990;;;\n'
const COLONNES = {
  Nom: 'nom',
  Prénom: 'prenom',
  'Né(e) le': 'dateNaissance',
  Tél: 'telephone',
  Adresse: 'adresse',
  RQTH: 'rqth',
}
async function deposer(agent: Navigateur) {
  await unePersonne(essai, { telephone: '0639980001' })
  const importId = await deposerParEcran(agent, 'liste.csv', Buffer.from(TEXTE), { genre: 'personnes' })
  const choix = { importId, genre: 'personnes' as const, colonnes: COLONNES }
  await agent.appeler<typeof choisirColonnes>('PUT /imports/:importId/correspondance', choix)
  return importId
}
const lignes = async (agent: Navigateur, importId: string) =>
  (await agent.appeler<typeof lignesImport>('GET /imports/:importId/lignes', { importId })).json.lignes

test('une ligne « Modifiée » dit les champs, avant et après, dès la simulation comme une fois importée', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const importId = await deposer(agent)
  for (const simulation of [true, false]) {
    await appliquer(essai, agent, importId, simulation)
    const [premiere, seconde] = await lignes(agent, importId)
    expect(premiere).toMatchObject({ resultat: 'modifiee' })
    expect(premiere?.changements).toEqual([
      { libelle: 'Téléphone', avant: '0639980001', apres: '0639980002' },
      // Where somebody lives may be covered in their file: it is named here, never written.
      { libelle: 'Adresse', avant: null, apres: null },
      { libelle: 'Reconnaissance de travailleur handicapé', avant: null, apres: 'oui' },
    ])
    expect(seconde).toMatchObject({ resultat: 'creee', changements: [] })
  }
})

test('qui ne peut pas lire le dossier lit quels champs changent, pas ce qu’ils disent', async () => {
  const agent = await essai.unAgent('administrateur')
  const importId = await deposer(agent)
  await appliquer(essai, agent, importId)
  const [premiere] = await lignes(agent, importId)
  expect(premiere?.changements.map(c => [c.libelle, c.avant, c.apres])).toEqual([
    ['Téléphone', null, null],
    ['Adresse', null, null],
    ['Reconnaissance de travailleur handicapé', null, null],
  ])
})
