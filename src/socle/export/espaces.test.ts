import { expect, test } from 'vitest'
import type { z } from 'zod'
import { unSuiviDans } from '../../accompagnement/essai-suivi.ts'
import { DOCUMENTS } from '../../documents-servis.ts'
import { unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { appliquer, deposerParEcran } from '../../import/essai-import.ts'
import { TITRES_TABLEAUX } from '../../pilotage/tableaux.ts'
import { relire } from './essai-export.ts'

const essai = unEssai()
const [INSECABLE, FINE] = ['\u00a0', '\u202f']
const PERIODE = { du: '2025-03-01', au: '2025-03-31' }

/** Every route that sends a list as a file: what is asked of it is asked of all of them. */
const EXPORTS = DOCUMENTS.filter(({ declaration }) => {
  const { shape } = declaration.input as z.ZodObject
  return 'format' in shape && 'motif' in shape
}).map(d => d.declaration.route)

/** Everything that has a name has an unbreakable space in it: persons, agents, structures, communes, lines of a file. */
async function unTerritoireInsecable() {
  await essai.base
    .territoire('59')
    .insertInto('commune')
    .values({ code: '59599', nom: `Essai${INSECABLE}Ville` })
    .execute()
  const structureId = await essai.uneStructure({ nom: `Maison${INSECABLE}d’essai` })
  const referent = await essai.unAgent('referent', { structureId, nom: `ESSAI${FINE}ROUET` })
  await unSuiviDans(essai, referent, { nom: `ESSAI${INSECABLE}SUIVIE`, debut: '2025-03-02' })
  await unePersonne(essai, { nom: `ESSAI${FINE}ENTRANTE`, entreeRecueLe: '2025-03-03' })
  const charge = await essai.unAgent('charge-orientation')
  const texte = `Nom;Prénom;Né(e) le\nESSAI${INSECABLE}REFUSEE;Zoé;32/13/1990\n`
  const importId = await deposerParEcran(charge, 'liste.csv', Buffer.from(texte), { genre: 'personnes' })
  const colonnes = { Nom: 'nom', Prénom: 'prenom', 'Né(e) le': 'dateNaissance' }
  await charge.brut('PUT /imports/:importId/correspondance', { importId, genre: 'personnes', colonnes })
  await appliquer(essai, charge, importId)
  const dpo = await essai.unAgent('dpo')
  const indicateur = (code: string) => [charge, { ...PERIODE, indicateur: code }] as const
  return {
    'POST /portefeuille/export': [[referent, {}]],
    'POST /aujourdhui/export': [[charge, {}]],
    'POST /personnes/recherche/export': [[charge, { q: 'ESSAI' }]],
    'POST /pilotage/:indicateur/personnes/export': ['I01', 'I05'].map(indicateur),
    'POST /pilotage/export': Object.keys(TITRES_TABLEAUX).map(nom => [charge, { ...PERIODE, tableau: nom }] as const),
    'POST /imports/:importId/refusees': [[charge, { importId }]],
    'GET /imports/:importId/anomalies': [[charge, { importId }]],
    'POST /audit/lectures/export': [[dpo, PERIODE]],
  } as const
}

test.each(['csv', 'xlsx'] as const)(
  'en %s, aucune colonne d’aucun export n’a d’espace insécable : ce qu’on tape dans un filtre s’y trouve',
  async format => {
    const demandes = await unTerritoireInsecable()
    expect(Object.keys(demandes).sort()).toEqual([...EXPORTS].sort())
    for (const [route, siennes] of Object.entries(demandes))
      for (const [agent, demande] of siennes) {
        const motif = route.includes('/imports/') ? 'correction' : 'suivi'
        const { status, brut } = await agent.brut(route, { ...demande, motif, format })
        expect([route, demande, status]).toEqual([route, demande, 200])
        const lignes = await relire(brut)
        expect([route, lignes.length > 1]).toEqual([route, true])
        expect([route, lignes.flat().filter(c => /[\u00a0\u202f]/.test(c))]).toEqual([route, []])
      }
    const [referent] = demandes['POST /portefeuille/export'][0]
    const { brut } = await referent.brut('POST /portefeuille/export', { motif: 'suivi', format })
    expect((await relire(brut))[1]).toEqual(
      expect.arrayContaining(['ESSAI SUIVIE', 'Essai Ville', 'Agent ESSAI ROUET']),
    )
  },
)
