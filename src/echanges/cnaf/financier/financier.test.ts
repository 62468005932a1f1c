import { expect, test } from 'vitest'
import { BLOCS, fluxFinancier, unFoyerAcompte, unFoyerCreances, unTotal } from '../../../demo/fichiers/financier.ts'
import { compter, unEssai } from '../../../essai.ts'
import { unePersonne } from '../../../essai-personnes.ts'
import { oublierAjouts } from '../../../import/differences/annulation.queries.ts'
import { appliquerFichier } from '../../../import/essai-adaptateur.ts'
import { adaptateurCreances } from '../creances/adaptateur-creances.ts'
import { adaptateurFinancier } from './adaptateur-financier.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const { allocation: ALLOCATION, indu: INDU, transfere: TRANSFERE } = BLOCS

test('les créances d’un foyer sont gardées en centimes, avec leurs dates, qu’il soit connu ou non', async () => {
  const { numeroDemandeRsa } = await unePersonne(essai)
  const flux = fluxFinancier([
    unFoyerCreances(numeroDemandeRsa, [{}, { rang: '2', solde: '12,5' }]),
    unFoyerCreances('05900000009', [{}]),
  ])
  expect(adaptateurCreances.reconnaitre(flux, 'x.xml')).toBe('VRSC0201')
  expect(adaptateurFinancier.reconnaitre(flux, 'x.xml')).toBeNull()
  const rapport = await appliquerFichier(essai, adaptateurCreances, flux)
  expect(rapport.anomalies).toEqual([])
  expect(rapport.resume).toBe('Flux créances arrêté au 28/02/2025.')
  expect([rapport.compte('Créances reprises'), rapport.compte('Foyers pas encore connus')]).toEqual([3, 1])
  const lues = await db().selectFrom('creance').selectAll().orderBy('numeroDemandeRsa').orderBy('rang').execute()
  expect(lues.find(c => c.rang === '2')).toMatchObject({ soldeCentimes: 1250, numeroDemandeRsa })
  expect(lues.find(c => c.numeroDemandeRsa === '05900000009')).toMatchObject({
    organisme: 'CAF',
    matricule: '1234567',
    implanteeLe: '2025-01-15',
    nature: 'INK',
    mois: '2025-02',
    motif: '40',
    responsabilite: '62',
    regularisationDebut: '2024-10-01',
    regularisationFin: '2024-12-31',
    dernierCreditLe: null,
    soldeCentimes: 57568,
    initialCentimes: 60000,
    reference: '2025-02-28',
    import: rapport.numero,
  })
  const encore = await appliquerFichier(essai, adaptateurCreances, flux)
  expect([encore.compte('Créances reprises'), encore.compte('Créances déjà connues')]).toEqual([0, 3])
  await essai.enTransaction(ctx => oublierAjouts(ctx, rapport.numero))
  expect(await compter(essai, 'creance')).toBe(0)
})

test('un foyer illisible est écarté, une valeur illisible est laissée, le reste est gardé', async () => {
  const rapport = await appliquerFichier(
    essai,
    adaptateurCreances,
    fluxFinancier([
      unFoyerCreances(undefined, [{}]),
      unFoyerCreances('05900000001', [{}], { organisme: 'XYZ' }),
      unFoyerCreances('05900000002', [{ implantee: '2025-02-31' }]),
      unFoyerCreances('05900000003', [{ solde: 'douze', initial: '99999999999.00', mois: '2025-13' }]),
    ]),
  )
  expect(rapport.compte('Foyers écartés')).toBe(3)
  expect(rapport.anomalies.map(a => [a.ou?.replace(/ \(.*/, ''), a.champ])).toEqual([
    ['foyer n° 1', 'NUMDEMRSA'],
    ['foyer 05900000001', 'FONORG'],
    ['foyer 05900000002', 'IdentificationCreance'],
    ['foyer 05900000002', 'CreancesTransferees'],
    ['foyer 05900000003', 'MOISMOUCOMPTA'],
    ['foyer 05900000003', 'MTSOLREELCRETRANS'],
    ['foyer 05900000003', 'MTINICRE'],
  ])
  expect(await db().selectFrom('creance').select(['soldeCentimes', 'initialCentimes', 'mois']).execute()).toEqual([
    { soldeCentimes: null, initialCentimes: null, mois: null },
  ])
})

const FOYERS = [
  unFoyerAcompte('05900000001', [
    { bloc: ALLOCATION, montant: '0000500.10' },
    { bloc: INDU, nature: 'INK', sens: 'DE', montant: '0000100.00' },
  ]),
  unFoyerAcompte('05900000002', [
    { bloc: ALLOCATION, nature: 'RSI', montant: '0000700.00' },
    { bloc: TRANSFERE, nature: 'INL', sens: 'AJ', montant: '0000050.00' },
  ]),
]
const JUSTES = [
  unTotal('TotalAllocationsComptabilisees', ['500.10', '700.00', '0', '1200.10']),
  unTotal('TotalIndusConstates', ['100.00', '0', '0', '100.00']),
  unTotal('TotalIndusTransferésCG', ['0', '50.00', '0', '50.00']),
  unTotal('TotalRemisesIndus', ['0', '0', '0', '0']),
  unTotal('MontantTotalAcompte', ['400.10', '750.00', '0', '1150.10']),
].join('')
const espaces = (texte: string) => texte.replace(/[\u00a0\u202f]/g, ' ')

test('les mouvements de l’acompte sont gardés et leurs totaux vérifiés', async () => {
  const flux = fluxFinancier(FOYERS, { totaux: JUSTES })
  expect(adaptateurFinancier.reconnaitre(flux, 'x.xml')).toBe('VRSF0501')
  const rapport = await appliquerFichier(essai, adaptateurFinancier, flux)
  expect(rapport.anomalies).toEqual([])
  expect(espaces(rapport.resume)).toBe('Flux financier arrêté au 28/02/2025 : acompte de 1 150,10 € selon ses lignes.')
  expect(rapport.compte('Mouvements repris')).toBe(4)
  const genres = await db()
    .selectFrom('acompte')
    .select(['genre', 'sens', 'montantCentimes', 'mois', 'traiteA'])
    .orderBy('montantCentimes')
    .execute()
  expect(genres).toEqual([
    { genre: 'indu-transfere', sens: 'AJ', montantCentimes: 5000, mois: '2025-02', traiteA: '10:11:12' },
    { genre: 'indu-constate', sens: 'DE', montantCentimes: 10000, mois: '2025-02', traiteA: '10:11:12' },
    { genre: 'allocation', sens: 'AJ', montantCentimes: 50010, mois: '2025-02', traiteA: '10:11:12' },
    { genre: 'allocation', sens: 'AJ', montantCentimes: 70000, mois: '2025-02', traiteA: '10:11:12' },
  ])
  const encore = await appliquerFichier(essai, adaptateurFinancier, flux)
  expect(encore.compte('Mouvements déjà connus')).toBe(4)
  await essai.enTransaction(ctx => oublierAjouts(ctx, rapport.numero))
  expect(await compter(essai, 'acompte')).toBe(0)
})

test('un total qui n’est pas celui des lignes est dit, avec les deux montants', async () => {
  const faux = JUSTES.replace('1200.10', '1201.10')
  const rapport = await appliquerFichier(essai, adaptateurFinancier, fluxFinancier(FOYERS, { totaux: faux }))
  expect(rapport.anomalies.map(a => [a.champ, espaces(a.motif)])).toEqual([
    [
      'TotalAllocationsComptabilisees/MTTOTRSA',
      'allocations comptabilisées : le fichier annonce 1 201,10 €, ses lignes font 1 200,10 €',
    ],
  ])
  const sans = await appliquerFichier(essai, adaptateurFinancier, fluxFinancier([]))
  expect(sans.anomalies.map(a => a.champ)).toEqual(['TotalisationAcompte'])
})

test('une nature hors des listes ne fausse que sa colonne ; un mouvement sans sens ni montant est laissé', async () => {
  const foyers = [
    unFoyerAcompte('05900000001', [
      { bloc: ALLOCATION, nature: 'INP', montant: '10.00' },
      { bloc: ALLOCATION, sens: 'XX' },
      { bloc: INDU, montant: '' },
    ]),
  ]
  const totaux = unTotal('TotalAllocationsComptabilisees', ['999', '999', '999', '10.00'])
  const rapport = await appliquerFichier(essai, adaptateurFinancier, fluxFinancier(foyers, { totaux }))
  expect(rapport.anomalies.map(a => a.champ)).toEqual(['SENSOPECOMPTA', 'MTMOUCOMPTA'])
  expect(rapport.compte('Mouvements repris')).toBe(1)
})
