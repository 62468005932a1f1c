import { expect, test } from 'vitest'
import { cjt, dem, foyer, suspendu, temoin } from '../../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { importerMois } from '../../echanges/cnaf/beneficiaires/essai-import.ts'
import { importerListe } from '../../echanges/listes/essai-liste.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import type { differencesImport } from './differences-import.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')

async function dernierImport(): Promise<string> {
  const dernier = db().selectFrom('import').select('id').orderBy('numero', 'desc').limit(1)
  return (await dernier.executeTakeFirstOrThrow()).id
}
const lire = async (agent?: Navigateur, page = 1) => {
  const lecteur = agent ?? (await essai.unAgent('charge-orientation'))
  const demande = { importId: await dernierImport(), page }
  return (await lecteur.appeler<typeof differencesImport>('GET /imports/:importId/differences', demande)).json
}
/** Each household: what changed of it, then who, what became of their place, what changed of them. */
const dits = (json: Awaited<ReturnType<typeof lire>>) =>
  json.foyers.map(f => [
    f.changements.map(c => c.libelle),
    ...f.personnes.map(p => [`${p.prenom} ${p.nom}`, p.mouvement, p.changements.map(c => c.libelle)]),
  ])

/** Another household, of one who lived in the first. */
const ailleurs = (suite: object = {}) => ({
  numero: '05900000006',
  etat: '2',
  personnes: [dem(true, { nom: 'ROUET', prenom: 'PAUL', sexe: '1', nir: '1840300990002', ...suite })],
})

test('ce qu’un flux change se lit foyer par foyer : le foyer une fois, puis chacun, avant et après ; la lecture est tracée', async () => {
  const fils = cjt(false, { role: 'AUT', nom: 'ROUET', prenom: 'ELI', nir: '2000100990007' })
  await importerMois(essai, '2025-01', [foyer({ personnes: [dem(), fils] }), temoin])
  await importerMois(essai, '2025-02', [
    suspendu('2025-02-10', { personnes: [dem(true, { nom: 'TISSERAND' }), fils], montant: '0000300.50' }),
    temoin,
  ])
  const json = await lire()
  expect(json).toMatchObject({ total: 1, pages: 1 })
  expect(dits(json)).toEqual([
    [
      ['Montant du RSA'],
      ['ANNA TISSERAND', null, ['Droit au RSA', 'Nom', 'Nom de naissance']],
      ['ELI ROUET', null, []],
    ],
  ])
  const [nom] = json.foyers[0]?.personnes[0]?.changements.filter(c => c.libelle === 'Nom') ?? []
  expect(nom).toEqual({ libelle: 'Nom', avant: 'TISSAGE', apres: 'TISSERAND' })
  expect(json.foyers[0]?.personnes[0]?.changements[0]?.apres).toMatch(/suspendu/i)
  expect(await lire(undefined, 9)).toEqual({ total: 1, pages: 1, foyers: [] })
  const lectures = db().selectFrom('consultation').select('personneId').where('quoi', '=', 'import')
  expect(await lectures.execute()).toHaveLength(2)
})

test('qui arrive et qui part se dit dans chaque foyer ; qui part n’en lit rien d’autre ; un rôle qui change n’est ni l’un ni l’autre', async () => {
  await importerMois(essai, '2025-01', [foyer({ personnes: [dem(), cjt()] }), temoin])
  const bebe = cjt(false, {
    role: 'ENF',
    nom: 'TISSAGE',
    prenom: 'MIA',
    nir: '2250200990009',
    dateNaissance: '2025-02-01',
  })
  await importerMois(essai, '2025-02', [foyer({ personnes: [dem(), bebe], montant: '0000420.10' }), ailleurs(), temoin])
  const json = await lire()
  expect(json.foyers.map(f => f.nouveau)).toEqual([true, false])
  expect(dits(json)).toEqual([
    [[], ['PAUL ROUET', 'arrive', expect.arrayContaining(['Rôle dans le foyer', 'Droit au RSA'])]],
    [
      ['Montant du RSA'],
      ['ANNA TISSAGE', null, []],
      ['MIA TISSAGE', 'arrive', []],
      ['PAUL ROUET', 'part', ['Sortie du foyer']],
    ],
  ])
  await importerMois(essai, '2025-03', [
    foyer({ personnes: [dem(), { ...bebe, role: 'AUT' }], montant: '0000420.10' }),
    ailleurs(),
    temoin,
  ])
  const [mars] = (await lire()).foyers
  expect(mars?.personnes.find(p => p.prenom === 'MIA')).toMatchObject({
    mouvement: null,
    changements: [{ libelle: 'Rôle dans le foyer', avant: 'Enfant', apres: 'Autre personne' }],
  })
})

test('qui a quitté un foyer n’y lit que ce que l’import change de soi ; un agent d’un autre secteur n’y lit personne', async () => {
  await importerMois(essai, '2024-12', [foyer({ personnes: [dem(), cjt()] }), temoin])
  await importerMois(essai, '2025-01', [foyer(), ailleurs(), temoin])
  await importerMois(essai, '2025-02', [foyer({ montant: '0000420.10' }), ailleurs({ nom: 'ROUETTE' }), temoin])
  expect(dits(await lire())).toEqual([
    [[], ['PAUL ROUETTE', null, ['Nom', 'Nom de naissance']]],
    [['Montant du RSA'], ['ANNA TISSAGE', null, []]],
  ])
  const voisin = await essai.unAgent('charge-orientation', { secteur: ['59599'] })
  expect(await lire(voisin)).toEqual({ total: 0, pages: 0, foyers: [] })
})

test('de qui suit quelqu’un parti ailleurs, le foyer qu’il a quitté ne dit rien', async () => {
  const loin = { adresse: { insee: '59599', codePostal: '59200', commune: 'TOURCOING' } }
  await importerMois(essai, '2025-01', [foyer({ personnes: [dem(), cjt()] }), temoin])
  await importerMois(essai, '2025-02', [foyer({ montant: '0000420.10' }), { ...ailleurs(), ...loin }, temoin])
  const voisin = await essai.unAgent('charge-orientation', { secteur: ['59599'] })
  const json = await lire(voisin)
  const mouvements = json.foyers.flatMap(f => f.personnes.map(p => `${p.prenom} ${p.mouvement}`))
  expect(mouvements.sort()).toEqual(['PAUL arrive'])
  expect(JSON.stringify(json)).not.toContain('Montant')
})

test('qui n’est dans aucun foyer, qu’une liste complète, se lit seul', async () => {
  const agent = await essai.unAgent('charge-orientation')
  await importerListe(essai, agent, 'personnes', 'Nom;Prénom;Né(e) le\nESSAI-SEULE;Ida;25/04/1985\n')
  await unePersonne(essai, { nom: 'ESSAI-LOGEE', prenom: 'Léa', dateNaissance: '1986-05-26' })
  await importerListe(
    essai,
    agent,
    'personnes',
    'Nom;Prénom;Né(e) le;Téléphone\nESSAI-SEULE;Ida;25/04/1985;0639980002\nESSAI-LOGEE;Léa;26/05/1986;0639980003\n',
  )
  const json = await lire(agent)
  expect(json.foyers.map(f => f.foyerId === null)).toEqual([false, true])
  expect(dits(json)).toEqual([
    [[], ['Léa ESSAI-LOGEE', null, ['Téléphone']]],
    [[], ['Ida ESSAI-SEULE', null, ['Téléphone']]],
  ])
})
