import { expect, test } from 'vitest'
import { unSuiviDans } from '../../accompagnement/essai-suivi.ts'
import { BLOCS, fluxFinancier, unFoyerAcompte, unFoyerCreances } from '../../demo/fichiers/financier.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { statutsParRole } from '../../essai-roles.ts'
import { deposer, lireImport, traiter } from '../../import/essai-import.ts'
import { sommesDues } from './finances.ts'
import type { financesDe } from './finances-de.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const recevoir = async (flux: Buffer) => {
  const id = await deposer(essai, flux, { fichier: 'financier.xml' })
  await traiter(essai)
  expect((await lireImport(essai, id)).statut).toBe('applique')
  return id
}
const lire = async (agent: Navigateur, personneId: string) =>
  (await agent.appeler<typeof financesDe>('GET /personnes/:personneId/finances', { personneId })).json
const espaces = (texte: string | null) => texte?.replace(/[\u00a0\u202f]/g, ' ') ?? null
const numeroDe = async (personneId: string) => {
  const { rows } = await essai.base
    .poolTerritoire('59')
    .query(
      'select f.numero_demande_rsa as numero from membre m join foyer f on f.id = m.foyer_id where m.personne_id = $1',
      [personneId],
    )
  return rows[0].numero as string
}
const FEVRIER = { reference: '2025-02-28', creation: '2025-03-05' }
const MARS = { reference: '2025-03-31', creation: '2025-04-05' }

test('une dette se lit en mots ; remboursée au fichier suivant, elle le dit ; l’import annulé, elle est due de nouveau', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const { id, numeroDemandeRsa: numero } = await unePersonne(essai)
  await recevoir(fluxFinancier([unFoyerCreances(numero, [{ solde: '0000575.68', initial: '0000600.00' }])], FEVRIER))
  const [due] = (await lire(awa, id)).dues
  expect(due).toMatchObject({
    nature: 'RSA',
    raison: 'ressources, déclaration erronée ou incomplète',
    periode: { du: '2024-10-01', au: '2024-12-31' },
    ...{ depuis: '2025-01-15', initialCentimes: 60_000, resteCentimes: 57_568, soldee: false, avant: null },
    ...{ source: 'CAF', le: '2025-02-28' },
  })
  const solde = await recevoir(
    fluxFinancier([unFoyerCreances(numero, [{ solde: '0', initial: '0000600.00', credit: '2025-03-20' }])], MARS),
  )
  expect((await lire(awa, id)).dues).toMatchObject([
    {
      ...{ soldee: true, resteCentimes: 0, dernierCreditLe: '2025-03-20', le: '2025-03-31' },
      avant: { le: '2025-02-28', resteCentimes: 57_568 },
    },
  ])
  expect((await awa.brut('POST /imports/:importId/annulation', { importId: solde })).status).toBe(200)
  expect((await lire(awa, id)).dues).toMatchObject([{ soldee: false, resteCentimes: 57_568, le: '2025-02-28' }])
})

test('un fichier plus ancien reçu après ne ramène pas la dette en arrière ; absente du suivant, elle reste comme elle a été dite', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const { id, numeroDemandeRsa: numero } = await unePersonne(essai)
  await recevoir(fluxFinancier([unFoyerCreances(numero, [{ solde: '100.00' }])], MARS))
  await recevoir(fluxFinancier([unFoyerCreances(numero, [{ solde: '200.00' }])], FEVRIER))
  const autre = unFoyerCreances('05900000009', [{}])
  await recevoir(fluxFinancier([autre], { reference: '2025-04-30', creation: '2025-05-05' }))
  expect((await lire(awa, id)).dues).toMatchObject([{ resteCentimes: 10_000, le: '2025-03-31' }])
})

test('deux dettes dites dans les mêmes mots restent deux ; un code que nul ne publie n’est pas montré', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const { id, numeroDemandeRsa: numero } = await unePersonne(essai)
  await recevoir(
    fluxFinancier(
      [
        unFoyerCreances(numero, [
          { motif: 'ZZ', responsabilite: 'XX' },
          { motif: 'ZZ', responsabilite: 'XX' },
        ]),
      ],
      FEVRIER,
    ),
  )
  const { dues } = await lire(awa, id)
  expect(dues.map(d => d.avant)).toEqual([null, null])
  expect(JSON.stringify(dues)).not.toMatch(/ZZ|XX/)
})

test('ce qui est versé se lit par mois, ce qui est repris d’un versement est en moins', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const { id, numeroDemandeRsa: numero } = await unePersonne(essai)
  const mouvements = [
    { bloc: BLOCS.allocation, montant: '0000500.10' },
    { bloc: BLOCS.allocation, operation: 'RAI', sens: 'DE', montant: '0000020.00', interne: '2' },
    { bloc: BLOCS.indu, nature: 'INK', sens: 'DE', operation: 'CIC', montant: '0000100.00', interne: '3' },
  ]
  await recevoir(fluxFinancier([unFoyerAcompte(numero, mouvements, { mois: '2025-02-01' })], FEVRIER))
  await recevoir(fluxFinancier([unFoyerAcompte(numero, mouvements.slice(0, 1), { mois: '2025-03-01' })], MARS))
  const { verses } = await lire(awa, id)
  expect(verses.map(m => [espaces(m.mois), m.source, m.le, m.mouvements.length])).toEqual([
    ['mars 2025', 'CAF', '2025-03-31', 1],
    ['février 2025', 'CAF', '2025-02-28', 3],
  ])
  expect(verses[1]?.mouvements).toEqual([
    { libelle: 'Versé', detail: 'RSA', montantCentimes: 50_010 },
    { libelle: 'Versé', detail: 'RSA · après l’annulation d’une dette', montantCentimes: -2_000 },
    { libelle: 'Trop-perçu constaté', detail: 'RSA', montantCentimes: 10_000 },
  ])
})

test('l’argent du foyer se lit par qui évalue ou accompagne, et laisse une trace ; personne d’autre ne le lit', async () => {
  const marc = await essai.unAgent('referent')
  const personneId = await unSuiviDans(essai, marc, { nom: 'ESSAI-DETTE', debut: '2025-03-03' })
  await recevoir(fluxFinancier([unFoyerCreances(await numeroDe(personneId), [{}])], FEVRIER))
  const statuts = await statutsParRole(essai, 'GET /personnes/:personneId/finances', { personneId }, marc.structureId)
  expect(statuts).toEqual({
    ...{ 'charge-orientation': 200, 'responsable-equipe': 403, accueil: 403, 'co-intervenant': 403 },
    ...{ pilote: 403, administrateur: 403, dpo: 403 },
  })
  expect((await lire(marc, personneId)).dues).toHaveLength(1)
  const traces = await db().selectFrom('consultation').select('acteurId').where('quoi', '=', 'finances').execute()
  expect(traces.map(t => t.acteurId)).toContain(marc.id)
  await db().updateTable('accompagnement').set({ fin: '2025-03-09' }).where('personneId', '=', personneId).execute()
  expect(await lire(marc, personneId), 'l’ancien référent').toEqual({ dues: [], verses: [] })
  const autre = await essai.unAgent('referent')
  expect((await autre.brut('GET /personnes/:personneId/finances', { personneId })).status).toBe(404)
})

test('l’enfant ne répond pas du foyer ; qui l’a quitté lit ce qui en était dit jusque-là, à l’écran et dans ses données', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const { id, foyerId, numeroDemandeRsa: numero } = await unePersonne(essai)
  const enfant = await unePersonne(essai, { nom: 'ESSAI-ENFANT', dateNaissance: '2007-01-01' })
  await db().updateTable('membre').set({ foyerId, role: 'ENF' }).where('personneId', '=', enfant.id).execute()
  await recevoir(fluxFinancier([unFoyerCreances(numero, [{ solde: '300.00' }])], FEVRIER))
  await recevoir(fluxFinancier([unFoyerAcompte(numero, [{ bloc: BLOCS.allocation }])], FEVRIER))
  expect(await lire(awa, enfant.id)).toEqual({ dues: [], verses: [] })
  await db().updateTable('membre').set({ fin: '2025-03-10' }).where('personneId', '=', id).execute()
  await recevoir(fluxFinancier([unFoyerCreances(numero, [{ solde: '0' }, { rang: '2' }])], MARS))
  await recevoir(fluxFinancier([unFoyerAcompte(numero, [{ bloc: BLOCS.allocation }], { mois: '2025-03-01' })], MARS))
  const lues = await lire(awa, id)
  expect([lues.dues.map(d => d.resteCentimes), lues.verses.length]).toEqual([[30_000], 1])
  const { texte } = await awa.brut('GET /personnes/:personneId/donnees', { personneId: id })
  expect(texte.match(/"Reste dû \(€\)"/g)).toHaveLength(1)
  expect(texte).toMatch(/"Quoi":\s*"Versé"/)
})

test('les sommes à rembourser passent avant les soldées, la plus récente d’abord', () => {
  const une = (implanteeLe: string, soldeCentimes: number | null) => ({
    ...{
      organisme: 'CAF',
      numeroDemandeRsa: '1',
      implanteeLe,
      nature: 'INK',
      rang: '1',
      motif: null,
      responsabilite: null,
    },
    ...{
      regularisationDebut: null,
      regularisationFin: null,
      dernierCreditLe: null,
      soldeCentimes,
      initialCentimes: null,
    },
    ...{ reference: '2025-02-28', import: 1 },
  })
  const dues = sommesDues([une('2024-01-01', 0), une('2025-01-01', 5), une('2024-06-01', null)])
  expect(dues.map(d => d.depuis)).toEqual(['2025-01-01', '2024-06-01', '2024-01-01'])
})
