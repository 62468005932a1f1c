import { existsSync, readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { fichierFlux, lireTout, morceaux, unFlux, unFoyer } from './fixtures.ts'
import { FluxIllisible, lireFlux } from './lire-flux.ts'

async function refus(octets: Buffer | string, taille?: number): Promise<FluxIllisible> {
  const erreur = await lireTout(octets, taille).then(
    () => null,
    e => e,
  )
  expect(erreur).toBeInstanceOf(FluxIllisible)
  return erreur as FluxIllisible
}

const ECHANTILLON = new URL('../../../../shared/formats/cnaf/RSABEM-ouvert.xml', import.meta.url)

describe('un flux conforme', () => {
  test.skipIf(!existsSync(ECHANTILLON))(
    'l’échantillon public de flux mensuel est lu entier (absent : sauté)',
    async () => {
      const { identification, foyers, rejets, bilan } = await lireTout(readFileSync(ECHANTILLON))
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
      expect(bilan).toEqual({ lus: 1, rejetes: 0, annonces: 1, annoncesAnomalie: 0 })
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
    },
  )

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
              { role: 'CJT', nir: '185010000000a42', sdd: false, identifiantFranceTravail: '9900001A' },
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
    expect(conjoint).toMatchObject({ role: 'CJT', nir: '185010000000A', soumisDroitsDevoirs: false })
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

describe('un fichier qui ne peut être cru est refusé entier', () => {
  const bon = unFlux({ foyers: [{ numero: '1' }, { numero: '2' }] })
  const remplace = (avant: string | RegExp, apres: string) => bon.replace(avant, apres)
  const LONG = 'x'.repeat(20_000)
  test.each<[string, string, RegExp]>([
    ['fichier vide', '', /le fichier est vide/],
    ['des blancs seulement', '  \n ', /ce n’est pas un fichier XML/],
    ['du CSV', 'nom;prenom\nA;B', /ce n’est pas un fichier XML/],
    ['un PDF', '%PDF-1.7', /ce n’est pas un fichier XML/],
    ['UTF-16', '\xff\xfe<\0R\0', /UTF-16 non reconnu/],
    ['encodage inconnu', remplace('windows-1252', 'EBCDIC-FR'), /encodage « EBCDIC-FR » non reconnu/],
    ['octets invalides en UTF-8', remplace('windows-1252', 'UTF-8'), /octets invalides/],
    ['octet que windows-1252 ne définit pas', remplace('ESSAI', 'ESS\x81AI'), /octets invalides/],
    ['DOCTYPE', remplace('<Racine>', '<!DOCTYPE Racine><Racine>'), /DOCTYPE.*interdite/],
    [
      'entités en cascade',
      remplace('<Racine>', '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><Racine>').replace('ESSAI', '&b;'),
      /DOCTYPE.*interdite/,
    ],
    ['entité externe', remplace('<Racine>', '<!DOCTYPE r SYSTEM "file:///etc/passwd"><Racine>'), /DOCTYPE.*interdite/],
    ['entité non déclarée', remplace('ESSAI', '&rien;'), /entité non déclarée/],
    ['caractère nul', remplace('ESSAI', 'ESS\0AI'), /caractère interdit/],
    ['tronqué', bon.slice(0, bon.length / 2), /tronqué/],
    ['tronqué avant la fin de la racine', remplace('</Racine>', ''), /tronqué/],
    ['mal formé', remplace('</NOM>', '</NIM>'), /balise fermante/],
    ['deux racines', `${bon}<Racine/>`, /plusieurs éléments racines/],
    ['autre racine', '<autre/>', /« Racine » attendu/],
    ['sans en-tête', remplace(/<IdentificationFlux>[\s\S]*<\/IdentificationFlux>/, ''), /IdentificationFlux.*attendu/],
    ['sans fin', remplace(/<TransmissionFlux>[\s\S]*<\/TransmissionFlux>/, ''), /TransmissionFlux.*absent/],
    ['foyer après la fin', remplace('</Racine>', '<InfosFoyerRSA/></Racine>'), /InfosFoyerRSA.*mal placé/],
    ['en-tête non conforme', remplace('<DTREF>2024-12-31', '<DTREF>2024-12-32'), /ligne 10, DTREF : date attendue/],
    ['élément inconnu sous Racine', remplace('<InfosFoyerRSA>', '<Autre/><InfosFoyerRSA>'), /Autre : élément inconnu/],
    [
      'flux d’instructions',
      unFlux({ nature: 'I' }),
      /NATFLUX : ce n’est pas un flux bénéficiaires : D attendu, lu « I »/,
    ],
    ['type inconnu', unFlux({ type: 'Z' }), /TYPEFLUX : M, I ou R attendu/],
    ['compte faux', unFlux({ annonces: 3 }), /3 foyer\(s\) annoncé\(s\), 1 lu\(s\)/],
    ['version VRSD0301 au foyer', remplace('<DossierCAF>', '<DossierCafMsa/><DossierCAF>'), /n’est pas VRSB0801/],
    [
      'version VRSD0301 à l’en-tête',
      remplace('<TYPEFLUX>', '<VERSIONFLUX>1</VERSIONFLUX><TYPEFLUX>'),
      /n’est pas VRSB0801/,
    ],
    ['texte démesuré', remplace('ESSAI', LONG), /plus de 10000 caractères/],
    ['commentaire sans fin', remplace('ESSAI', `<!--${'x'.repeat(300_000)}`), /sans aucune balise/],
    ['emboîtement démesuré', remplace('<NOM>', '<a>'.repeat(10_000)), /emboîtés/],
  ])('%s', async (_cas, contenu, message) => {
    for (const taille of [1 << 16, 5]) {
      const erreur = await refus(contenu, taille)
      expect(erreur.message).toMatch(message)
      expect(erreur.fautes[0]?.ligne).toBeGreaterThan(0)
    }
  })

  test('plus de la moitié des foyers non conformes : les premières fautes sont dites, dix au plus', async () => {
    const mauvais = (numero: number) => unFoyer({ numero: String(numero), etat: '9' })
    const foyers = Array.from({ length: 20 }, (_, i) => mauvais(i))
    const erreur = await refus(fichierFlux({ foyers: [...foyers, { numero: 'A' }] }))
    expect(erreur.fautes).toHaveLength(10)
    expect(erreur.message).toMatch(/20 foyers sur 21 ne sont pas conformes/)
    expect(erreur.fautes[1]).toMatchObject({ element: 'ETATDOSRSA' })
    const moitie = await lireTout(fichierFlux({ foyers: [mauvais(1), { numero: 'A' }] }))
    expect(moitie.bilan).toMatchObject({ lus: 2, rejetes: 1 })
  })

  test('l’en-tête est rendu avant que le reste ne soit lu', async () => {
    async function* source() {
      yield Buffer.from(bon.slice(0, bon.indexOf('<InfosFoyerRSA>') + 900), 'latin1')
      throw new Error('lu trop loin')
    }
    const { identification, lots } = await lireFlux(source())
    expect(identification.type).toBe('M')
    await expect(lots.next()).rejects.toThrow('lu trop loin')
  })

  test('abandonner la lecture ferme la source', async () => {
    let fermee = false
    async function* source() {
      try {
        yield* morceaux(Buffer.from(bon, 'latin1'), 2000)
      } finally {
        fermee = true
      }
    }
    for await (const lot of (await lireFlux(source())).lots) if (lot) break
    expect(fermee).toBe(true)
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
