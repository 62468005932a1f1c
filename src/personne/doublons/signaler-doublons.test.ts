import { expect, test } from 'vitest'
import type { UnePersonne, UnFoyer } from '../../echanges/cnaf/beneficiaires/essai-flux.ts'
import { cjt, dem, foyer, temoin } from '../../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { importerMois } from '../../echanges/cnaf/beneficiaires/essai-import.ts'
import { unEssai } from '../../essai.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const doublons = () => db().selectFrom('doublon').select(['score', 'raisons']).orderBy('score', 'desc').execute()
const combien = async () => (await db().selectFrom('personne').select('id').execute()).length - 1

/** A household in January; in February another comes, of another matricule unless said: what pairs does it make? */
async function deuxFoyers(a: UnePersonne, b: UnePersonne, second: UnFoyer = {}) {
  const premier = foyer({ matricule: '0000001', personnes: [dem(true, a)] })
  await importerMois(essai, '2025-01', [premier, temoin])
  await importerMois(essai, '2025-02', [
    premier,
    foyer({ numero: '05900000002', matricule: '0000002', personnes: [dem(true, b)], ...second }),
    temoin,
  ])
  return doublons()
}
const ANNA: UnePersonne = { nom: 'TISSAGE', prenom: 'ANNA', dateNaissance: '1985-04-12', nir: null }
const NIR = '2850400990001'

test('NIR absent d’un côté : même nom, même prénom, même jour font une paire, avec son score et ses raisons', async () => {
  expect(await deuxFoyers({ ...ANNA, nir: NIR }, ANNA)).toEqual([
    { score: 98, raisons: ['même date de naissance', 'même nom', 'même prénom', 'même adresse'] },
  ])
})

test('deux matricules, CAF et MSA : le même NIR est une seule personne, sans NIR une paire presque sûre', async () => {
  const msa = { organisme: 'MSA', numeroOrganisme: '592' }
  expect(await deuxFoyers({ ...ANNA, nir: NIR }, { ...ANNA, nir: NIR }, msa)).toEqual([])
  expect(await combien()).toBe(1)
})

test('un foyer coupé en deux : le même matricule sous un autre numéro de demande compte', async () => {
  const [paire] = await deuxFoyers(ANNA, ANNA, { matricule: '0000001' })
  expect(paire).toMatchObject({ score: 100, raisons: expect.arrayContaining(['même dossier de RSA']) })
})

test('des jumeaux, sans NIR ou avec deux, ne sont pas une paire', async () => {
  expect(await deuxFoyers(ANNA, { ...ANNA, prenom: 'JULIETTE' })).toEqual([])
  expect(await combien()).toBe(2)
})

test('deux NIR certifiés différents ne sont jamais une paire', async () => {
  expect(await deuxFoyers({ ...ANNA, nir: NIR }, { ...ANNA, nir: '2850400990777' })).toEqual([])
})

test('un NIR provisoire n’en contredit pas un définitif', async () => {
  const paires = await deuxFoyers({ ...ANNA, nir: NIR }, { ...ANNA, nir: '8850400990777', nirCertifie: false })
  expect(paires).toMatchObject([{ score: 98 }])
})

test('un nom changé par le mariage est une paire quand le nom de naissance est connu', async () => {
  const paires = await deuxFoyers(ANNA, { ...ANNA, nom: 'ROUET', nomNaissance: 'TISSAGE' })
  expect(paires).toMatchObject([{ raisons: expect.arrayContaining(['même nom']) }])
})

test('un nom mal écrit, un jour et un mois inversés, un nom à la place du prénom font des paires', async () => {
  const premier = foyer({ matricule: '0000001', personnes: [dem(true, ANNA)] })
  const autre = (rang: number, personne: UnePersonne) =>
    foyer({
      numero: `0590000001${rang}`,
      matricule: `000001${rang}`,
      adresse: { numero: `${rang}`, voie: `CHEMIN ${rang}` },
      personnes: [dem(true, { ...ANNA, ...personne })],
    })
  await importerMois(essai, '2025-01', [premier, temoin])
  await importerMois(essai, '2025-02', [
    premier,
    autre(1, { nom: 'TISSAGES' }),
    autre(2, { dateNaissance: '1985-12-04' }),
    autre(3, { nom: 'ANNA', prenom: 'TISSAGE' }),
    temoin,
  ])
  const raisons = (await doublons()).flatMap(d => d.raisons)
  expect(raisons).toContain('noms qui se prononcent pareil')
  expect(raisons).toContain('jour et mois de naissance inversés')
  expect(raisons).toContain('nom et prénom inversés')
})

test('un couple au même téléphone et au même courriel, et deux membres d’un foyer, ne sont pas des paires', async () => {
  const premier = foyer({ matricule: '0000001', personnes: [dem(true, { nir: null }), cjt(true, { nir: null })] })
  await importerMois(essai, '2025-01', [premier, temoin])
  await db().updateTable('personne').set({ telephone: '0639980001', courriel: 'couple@example.org' }).execute()
  await importerMois(essai, '2025-02', [
    premier,
    foyer({
      numero: '05900000002',
      matricule: '0000001',
      personnes: [cjt(true, { nir: null, nom: 'TISSAGE', role: 'DEM', dateNaissance: '1985-04-13' })],
    }),
    temoin,
  ])
  expect((await doublons()).filter(d => d.raisons.includes('même téléphone'))).toEqual([])
})
