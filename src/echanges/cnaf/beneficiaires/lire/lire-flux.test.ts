import { readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { cheminEchantillon, testSurEchantillon } from '../../../../essai-echantillons.ts'
import { fichierFlux, lireTout, unFlux, unFoyer } from '../essai-flux.ts'
import { lireFlux } from './lire-flux.ts'

const ECHANTILLON = 'cnaf/RSABEM-ouvert.xml'

describe('un flux conforme', () => {
  testSurEchantillon(ECHANTILLON)('l’échantillon public de flux mensuel est lu entier', async () => {
    const { identification, foyers, rejets, bilan } = await lireTout(readFileSync(cheminEchantillon(ECHANTILLON)))
    expect(identification).toEqual({
      version: 'VRSB0801',
      application: 'CRI',
      versionApplication: '6200',
      type: 'M',
      nature: 'D',
      dateCreation: '2022-03-05',
      heureCreation: '01:18:36',
      dateReference: '2022-02-28',
    })
    expect(rejets).toEqual([])
    expect(bilan).toEqual({ lus: 1, rejetes: 0, annonces: 1, annoncesAnomalie: 0, inconnus: new Map() })
    expect(foyers[0]).toMatchObject({
      ligne: 13,
      organisme: 'CAF',
      numeroOrganisme: '521',
      matricule: '208956400000000',
      numeroDemandeRsa: '01024041052',
      dateDemande: '2018-08-06',
      etatDossier: '2',
      situationFamiliale: 'CEL',
      dateOrigineDemande: '2020-11-07',
      sansDomicileFixe: false,
      montantCentimes: null,
      adresse: {
        numeroVoie: '25',
        voie: 'HENRI BARBUSSE',
        complement: null,
        codeInsee: '92044',
        depuis: '2021-05-26',
      },
      personnes: [
        {
          role: 'CJT',
          aCharge: true,
          nom: 'BULLOCK',
          prenom: 'ETA',
          nir: '2730799404078',
          nirRefus: null,
          nirCertifie: true,
          sexe: '2',
          responsableDossier: false,
          identifiantFranceTravail: '1253359X',
          soumisDroitsDevoirs: true,
          entrantDroitsDevoirs: null,
          activite: { regime: 'GE', code: 'CHO', debut: '2021-12-20', fin: null, contrat: null },
        },
      ],
    })
  })

  test('tous les champs d’un foyer sont rendus, codes rognés et montants en centimes', async () => {
    const { foyers, rejets } = await lireTout(
      fichierFlux({
        type: 'I',
        foyers: [
          {
            numero: '12345678901',
            organisme: 'MSA',
            matricule: ' 000000000001234 ',
            cedant: { organisme: 'CAF', numero: '622', date: '2024-11-01+01:00' },
            prenant: { organisme: 'MSA', numero: '800', date: '2024-12-01' },
            etat: '4',
            refus: { motif: 'F02', date: '2024-10-01' },
            suspensionsDroit: [{ motif: 'GK', debut: '2024-09-01' }],
            suspension: { motif: 'CG', debut: '2024-12-01' },
            fin: { motif: 'RAU', date: '2024-12-02' },
            finMoisAnterieur: { motif: 'RFD', date: '2024-12-03' },
            sansDomicileFixe: true,
            autresPersonnes: 3,
            dateOrigine: '2024-01-15',
            montant: '0000575.68',
            evenements: [{ date: '2024-12-04', heure: '10:11:12.5', fait: 'ENTDED' }],
            adresse: { codePostal: '01000' },
            personnes: [
              { nom: ' ÉPREUVE ', nir: '285 0100000001', qualite: 'MR ', entrant: true },
              { role: 'CJT', nir: '185010000000267', sdd: false, identifiantFranceTravail: '9900001A' },
              { role: '   ', rolePfa: 'ENF', nir: '12', aCharge: true },
            ],
          },
        ],
      }),
    )
    expect(rejets).toEqual([])
    expect(foyers[0]).toMatchObject({
      organisme: 'MSA',
      matricule: '000000000001234',
      cedant: { organisme: 'CAF', numero: '622', date: '2024-11-01' },
      prenant: { organisme: 'MSA', numero: '800', date: '2024-12-01' },
      refus: { motif: 'F02', date: '2024-10-01' },
      suspensions: [
        { nature: 'droit', motif: 'GK', debut: '2024-09-01' },
        { nature: 'versement', motif: 'CG', debut: '2024-12-01' },
      ],
      fin: { motif: 'RAU', date: '2024-12-02' },
      sansDomicileFixe: true,
      autresPersonnesACharge: 3,
      montantCentimes: 57_568,
      evenements: [{ date: '2024-12-04', heure: '10:11:12', fait: 'ENTDED' }],
      adresse: { codePostal: '01000', commune: 'LILLE', lieuDit: null },
    })
    const [demandeur, conjoint, enfant] = foyers[0]?.personnes ?? []
    expect(demandeur).toMatchObject({ role: 'DEM', nom: 'ÉPREUVE', nir: '2850100000001', entrantDroitsDevoirs: true })
    expect(conjoint).toMatchObject({ role: 'CJT', nir: '1850100000002', soumisDroitsDevoirs: false })
    expect(enfant).toMatchObject({ role: 'ENF', aCharge: false, nir: null, soumisDroitsDevoirs: null })
  })

  test('l’activité gardée est celle en cours, sinon la plus récente', async () => {
    const ancienne = { code: 'SAL', debut: '2020-01-01', fin: '2021-01-01' }
    const enCours = { code: 'CHO', debut: '2019-01-01' }
    const { foyers } = await lireTout(
      fichierFlux({
        foyers: [
          {
            personnes: [
              { activites: [ancienne, enCours, { code: 'ETI', debut: '2022-01-01', fin: '2022-02-01' }] },
              { activites: [{ code: 'ETI', debut: '2022-01-01', fin: '2022-02-01' }, ancienne] },
            ],
          },
        ],
      }),
    )
    expect(foyers[0]?.personnes.map(p => p.activite?.code)).toEqual(['CHO', 'ETI'])
  })

  test('une adresse hors de France ne donne pas d’adresse', async () => {
    const { foyers } = await lireTout(fichierFlux({ foyers: [{ horsFrance: true }] }))
    expect(foyers[0]?.adresse).toBeNull()
  })

  test.each([
    ['windows-1252', 'windows-1252', '', 'ŒUVRÉ'],
    ['ISO-8859-1', 'iso-8859-1', '', 'ÉTÉ'],
    ['ISO-8859-15', 'iso-8859-15', '', 'ŒUVRÉ'],
    ['UTF-8', 'utf-8', '', 'ŒUVRÉ'],
    ['utf-8', 'utf-8', '\ufeff', 'ŒUVRÉ'],
  ])('l’encodage %s est respecté, quelle que soit la coupure', async (declare, reel, bom, nom) => {
    const xml = bom + unFlux({ encodage: declare, foyers: [{ personnes: [{ nom }] }] })
    for (const taille of [1, 7, 4096]) {
      const { foyers } = await lireTout(iconv.encode(xml, reel), taille)
      expect(foyers[0]?.personnes[0]?.nom).toBe(nom)
    }
  })

  test('sans déclaration d’encodage, le fichier est lu en UTF-8', async () => {
    const xml = unFlux({ foyers: [{ personnes: [{ nom: 'ÉTÉ' }] }] }).replace(/<\?xml.*\?>\n/, '')
    expect((await lireTout(Buffer.from(xml))).foyers[0]?.personnes[0]?.nom).toBe('ÉTÉ')
  })

  test('les blancs autour d’une date ou d’une heure ne comptent pas, comme XSD le dit', async () => {
    const { foyers, rejets } = await lireTout(
      unFlux({
        foyers: [
          { dateDemande: ' 2024-01-15 ', evenements: [{ date: '2024-12-04', heure: ' 10:11:12 ', fait: 'ADR' }] },
        ],
      }),
    )
    expect(rejets).toEqual([])
    expect(foyers[0]).toMatchObject({ dateDemande: '2024-01-15', evenements: [{ heure: '10:11:12' }] })
  })

  test('un flux sans aucun foyer est conforme', async () => {
    expect((await lireTout(fichierFlux({ foyers: [] }))).bilan.lus).toBe(0)
  })
})

describe('l’empreinte d’un foyer', () => {
  const empreintes = async (xml: Buffer | string, taille?: number) =>
    (await lireTout(xml, taille)).foyers.map(foyer => foyer.empreinte)

  test('ne dépend ni des blancs entre éléments, ni du découpage, ni de la place dans le fichier', async () => {
    const xml = unFlux({ foyers: [{ numero: '1' }] })
    const attendue = await empreintes(xml)
    expect(await empreintes(xml.replace(/>\s+</g, '><'))).toEqual(attendue)
    expect(await empreintes(xml.replaceAll('\n', '\r\n\t'))).toEqual(attendue)
    for (const taille of [1, 3, 64, 1000]) expect(await empreintes(xml, taille)).toEqual(attendue)
    expect((await empreintes(unFlux({ foyers: [{ numero: '0' }, { numero: '1' }] })))[1]).toBe(attendue[0])
    expect(await empreintes(xml.replace('<COMPLADR/>', '<COMPLADR></COMPLADR>'))).toEqual(attendue)
  })

  test('change avec toute valeur, même d’un champ que rien n’utilise', async () => {
    const xml = unFlux({ foyers: [{ montant: '0000001.00' }] })
    const attendue = await empreintes(xml)
    expect(attendue[0]).toMatch(/^[\w+/]{43}=$/)
    expect(await empreintes(xml.replace('<MTREVGARARSA>0000635.71', '<MTREVGARARSA>0000635.72'))).not.toEqual(attendue)
    const deplace = xml.replace('<COMPLIDEADR/>', '<COMPLIDEADR>A</COMPLIDEADR>')
    expect(await empreintes(deplace)).not.toEqual(
      await empreintes(xml.replace('<COMPLADR/>', '<COMPLADR>A</COMPLADR>')),
    )
  })
})

test('les lots restent petits quand le fichier grandit', async () => {
  const modele = unFoyer({ numero: 'NUMERODEFOY' })
  const [debut = '', fin = ''] = unFlux({ foyers: ['@'], annonces: 12_000 }).split('@')
  async function* source() {
    yield Buffer.from(debut, 'latin1')
    for (let i = 0; i < 12_000; i += 20) {
      let morceau = ''
      for (let j = i; j < i + 20; j++) morceau += modele.replace('NUMERODEFOY', String(10_000_000_000 + j))
      yield Buffer.from(morceau, 'latin1')
    }
    yield Buffer.from(fin, 'latin1')
  }
  const { lots, bilan } = await lireFlux(source())
  let plusGrand = 0
  for await (const lot of lots) plusGrand = Math.max(plusGrand, lot.foyers.length)
  expect(bilan().lus).toBe(12_000)
  expect(plusGrand).toBeLessThan(60)
})
