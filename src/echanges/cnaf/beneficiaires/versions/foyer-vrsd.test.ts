import { describe, expect, test } from 'vitest'
import { fichierFlux, lireTout } from '../essai-flux.ts'
import { type UnFoyerVrsd, unePersonneVrsd, unFluxVrsd, unFoyerVrsd } from '../essai-vrsd.ts'

const lire = async (d: UnFoyerVrsd, version = 'VRSD0101') => {
  const lu = await lireTout(unFluxVrsd({ version, foyers: [unFoyerVrsd(d), unFoyerVrsd({ numero: 'AUTRE' })] }))
  return { foyer: lu.foyers[0], ...lu }
}

test.each([
  ['VRSD0301', 'VRSD0301'],
  ['0301', 'VRSD0301'],
  ['VRSD0101', 'VRSD0101'],
  ['', 'VRSD0301'],
])('l’en-tête de version « %s » est lu %s, où que le fichier soit coupé', async (ecrite, version) => {
  for (const taille of [7, 900, 65_536]) {
    const lu = await lireTout(unFluxVrsd({ version: ecrite }), taille)
    expect(lu.identification).toMatchObject({ version, type: 'M', dateReference: '2024-12-31', application: 'CRI' })
    expect(lu.foyers[0]).toMatchObject({ numeroDemandeRsa: '05900000001', dateDemande: '2024-01-15', etatDossier: '2' })
  }
})

test('sans VERSIONFLUX, un élément que seule VRSD0101 possède la fait reconnaître', async () => {
  const attente =
    '<EtatDossierRSA><ETATDOSRSA>0</ETATDOSRSA></EtatDossierRSA><EnAttente><DTATTEDEMRSA>2024-12-01</DTATTEDEMRSA></EnAttente>'
  const lu = await lireTout(unFluxVrsd({ version: '', foyers: [unFoyerVrsd({ situation: attente })] }))
  expect(lu.identification.version).toBe('VRSD0101')
  expect(lu.foyers[0]?.attente).toEqual({ motif: null, date: '2024-12-01' })
})

describe('demandeur et conjoint parmi les bénéficiaires (BEN)', () => {
  test.each([
    ['seul', [{}], ['DEM']],
    ['le premier', [{}, {}], ['DEM', 'CJT']],
    ['le responsable du dossier', [{}, { responsable: true }], ['CJT', 'DEM']],
    ['un responsable qui ne perçoit rien', [{ rsa: 'RDO', responsable: true }, {}, {}], ['RDO', 'DEM', 'CJT']],
    ['un enfant avant lui', [{ rsa: 'ENF' }, {}], ['ENF', 'DEM']],
    ['un conjoint nommé', [{ rsa: 'CJT' }, {}], ['CJT', 'DEM']],
    ['un demandeur nommé', [{}, { rsa: 'DEM' }], ['CJT', 'DEM']],
  ])('%s', async (_cas, personnes, roles) => {
    const { foyer, rejets } = await lire({ personnes: personnes.map(unePersonneVrsd).join('') })
    expect(rejets).toEqual([])
    expect(foyer?.personnes.map(p => p.role)).toEqual(roles)
  })

  test.each([
    ['aucun', [{ rsa: 'ENF' }], 'un bénéficiaire (BEN) du RSA attendu, aucun lu'],
    ['trois', [{}, {}, {}], 'deux bénéficiaires (BEN) au plus attendus dans un foyer'],
    ['un rôle inconnu', [{ rsa: 'ZZZ' }], 'rôle BEN, ENF, AUT ou RDO attendu, lu « ZZZ »'],
  ])('%s : le foyer est mis de côté', async (_cas, personnes, motif) => {
    const { rejets } = await lire({ personnes: personnes.map(unePersonneVrsd).join('') })
    expect(rejets).toMatchObject([{ foyer: '05900000001', champ: 'ROLEPERS', motif }])
  })
})

test.each([
  ['CMU', 'MUT'],
  ['CCG', 'PCG'],
  ['CMD', 'ECH'],
  ['CFD', 'CFD'],
  ['CAU', 'CAU'],
])('la clôture %s est rendue %s', async (lu, motif) => {
  const situation = `<FinDroit><DTCLORSA>2024-12-02</DTCLORSA><MOTICLORSA>${lu}</MOTICLORSA></FinDroit><EtatDossierRSA><ETATDOSRSA>5</ETATDOSRSA></EtatDossierRSA>`
  expect((await lire({ situation })).foyer).toMatchObject({ etatDossier: '5', fin: { motif, date: '2024-12-02' } })
})

test('les suspensions, l’ouverture et le montant sous le seuil', async () => {
  const etat = (n: number) => `<EtatDossierRSA><ETATDOSRSA>${n}</ETATDOSRSA></EtatDossierRSA>`
  const trop =
    '<RessourcesTropElevees><DDSUSVERSRSA>2024-11-01</DDSUSVERSRSA><MOTISUSVERSRSA>MRE</MOTISUSVERSRSA></RessourcesTropElevees>'
  const droit =
    '<SuspensionDroit><MOTISUSDRORSA>SCG</MOTISUSDRORSA><DDSUSDRORSA>2024-10-01</DDSUSDRORSA></SuspensionDroit>'
  const suspensions = async (situation: string) => (await lire({ situation })).foyer?.suspensions
  expect(await suspensions(etat(4) + trop)).toEqual([{ nature: 'versement', motif: 'MRE', debut: '2024-11-01' }])
  expect(await suspensions(droit + etat(3))).toEqual([{ nature: 'droit', motif: 'SCG', debut: '2024-10-01' }])
  const seuil =
    '<DroitOuvert><TOPMTINFSEUIRSA>1</TOPMTINFSEUIRSA><DTODRSA>2024-01-01</DTODRSA><MOTIODRSA>ODI</MOTIODRSA></DroitOuvert>'
  const { foyer } = await lire({ situation: etat(4) + seuil })
  expect(foyer).toMatchObject({
    suspensions: [{ nature: 'versement', motif: '05', debut: '' }],
    ouverture: { motif: 'ODI', date: '2024-01-01' },
  })
})

test('ce que VRSD dit d’une personne, éléments dans le désordre et valeurs vides comprises', async () => {
  const plus = `<ContratPCGPersonneRSA><TYPECONTRRSA>CER</TYPECONTRRSA><DFCONTRRSA>2025-06-30</DFCONTRRSA><DDCONTRRSA>2024-07-01</DDCONTRRSA></ContratPCGPersonneRSA>
<CaracteristiquesEmployabilite><DDSTATUEMPL>2024-01-01</DDSTATUEMPL><DFSTATUEMPL/><STATUEMPL>21</STATUEMPL><REG>GE</REG></CaracteristiquesEmployabilite>
<CaracteristiquesEmployabilite><STATUEMPL>20</STATUEMPL><DDSTATUEMPL>2020-01-01</DDSTATUEMPL><DFSTATUEMPL>2021-01-01</DFSTATUEMPL></CaracteristiquesEmployabilite>
<MesureProtection><MesureProtectionCommun><TYPEMESUPROT>TUT</TYPEMESUPROT></MesureProtectionCommun></MesureProtection>
<CalculDroitRSAPersonne><DDSOUDRODEV>2024-02-01</DDSOUDRODEV><TOPPERSENTDRODEVORSA>1</TOPPERSENTDRODEVORSA></CalculDroitRSAPersonne>
<SanctionPCGPersonneRSA><LeveeSanctionPCGPersonneRSA><DTLEVSANRSA>2025-01-15</DTLEVSANRSA><MOTILEVSANRSA>REP</MOTILEVSANRSA></LeveeSanctionPCGPersonneRSA><ApplicationSanctionPCGPersonneRSA><MTSANRSAAPPL>0000123.45</MTSANRSAAPPL><DTREFSANRSA>2024-12-01</DTREFSANRSA></ApplicationSanctionPCGPersonneRSA><DecisionSanctionPCGPersonneRSA><TXSANRSA>030.50</TXSANRSA><DDSANRSA>2024-12-01</DDSANRSA></DecisionSanctionPCGPersonneRSA></SanctionPCGPersonneRSA>
<FraudePCGPersonneRSA><DDSUSRSAFRAU>2024-11-01</DDSUSRSAFRAU></FraudePCGPersonneRSA>`
  const personnes = unePersonneVrsd({ plus, nir: '2850400990001' }).replace(
    '<PRENOM>ZOÉ</PRENOM>',
    '<LISPRENOMS>ZOÉ MARIE</LISPRENOMS><LOCANAI>VILLE IMAGINAIRE</LOCANAI><DTDC>2024-12-24</DTDC>',
  )
  const { foyer, rejets, bilan } = await lire({
    personnes,
    montants: '<NBENFAUTCHA>02</NBENFAUTCHA><MTTOTDRORSA>0000575.68</MTTOTDRORSA>',
  })
  expect(rejets).toEqual([])
  expect([...bilan.inconnus]).toEqual([])
  expect(foyer).toMatchObject({ autresPersonnesACharge: 2, montantCentimes: 57_568 })
  expect(foyer?.personnes[0]).toMatchObject({
    prenom: 'ZOÉ',
    communeNaissance: 'VILLE IMAGINAIRE',
    deces: '2024-12-24',
    nir: '2850400990001',
    soumisDroitsDevoirs: true,
    entrantDroitsDevoirs: true,
    activite: { regime: 'GE', code: '21', debut: '2024-01-01', fin: null, contrat: null },
    caf: {
      soumisDu: '2024-02-01',
      soumisAu: null,
      protection: 'TUT',
      contrat: { type: 'CER', debut: '2024-07-01', fin: '2025-06-30' },
      sanctions: [
        {
          genre: 'sanction',
          debut: '2024-12-01',
          tauxPoints: 3050,
          montantAppliqueCentimes: 12_345,
          leveeLe: '2025-01-15',
          leveeMotif: 'REP',
        },
        { genre: 'fraude', debut: '2024-11-01', fin: null },
      ],
    },
  })
})

test('les événements gardent tous leurs motifs', async () => {
  const plus =
    '<Evenement><ListeMotifsEvenement><MOTITRANSFLUX>CHADRE</MOTITRANSFLUX></ListeMotifsEvenement><ListeMotifsEvenement><MOTITRANSFLUX>SANPCG</MOTITRANSFLUX></ListeMotifsEvenement><SessionEvenement><HEULIQ>10:11:12</HEULIQ><DTLIQ>2024-12-04</DTLIQ></SessionEvenement></Evenement>'
  expect((await lire({ plus })).foyer?.evenements).toEqual([
    { date: '2024-12-04', heure: '10:11:12', fait: 'CHADRE' },
    { date: '2024-12-04', heure: '10:11:12', fait: 'SANPCG' },
  ])
})

describe('ce que la carte ne connaît pas, et ce qui est faux', () => {
  test('un élément inconnu est passé avec tout ce qu’il contient, et compté une fois par nom', async () => {
    const plus = `<Nouveau a="1"><Profond>${'<n>'.repeat(12)}x${'</n>'.repeat(12)}</Profond></Nouveau><Nouveau/>`
    const { foyers, rejets, bilan } = await lire({ plus, montants: '<MTNOUVEAU>1</MTNOUVEAU>' })
    expect(rejets).toEqual([])
    expect(foyers).toHaveLength(2)
    expect(Object.fromEntries(bilan.inconnus)).toEqual({ Nouveau: 2, MTNOUVEAU: 1 })
  })

  const remplace = (avant: string | RegExp, apres: string) => (xml: string) => xml.replace(avant, apres)
  test.each<[string, (xml: string) => string, string, string | RegExp]>([
    ['date fausse', remplace('2024-01-15', '2025-02-29'), 'DTDEMRSA', /^date attendue/],
    ['date obligatoire vide', remplace('2024-01-15', ''), 'DTDEMRSA', /^date attendue/],
    [
      'état absent',
      remplace(/<EtatDossierRSA>.*<\/EtatDossierRSA>/, ''),
      'ETATDOSRSA',
      'état du dossier attendu, absent',
    ],
    ['sexe absent', remplace(/<SEXE>.<\/SEXE>/, ''), 'SEXE', 'élément attendu dans Identification, absent'],
    ['numéro répété', remplace(/(<NUMDEMRSA>.*<\/NUMDEMRSA>)/, '$1$1'), 'NUMDEMRSA', /répété/],
    ['sans organisme', remplace(/<Organisme>.*<\/Organisme>/, ''), 'Organisme', /attendus, absents/],
    ['sans nom', remplace('<NOM>ESSAI</NOM>', ''), 'Personne', /^nom \(NOM\) attendu/],
    ['sans personne', remplace(/<Personne>[\s\S]*<\/Personne>/, ''), 'FonctionPersonneRSA', /^au moins une personne/],
    ['état inconnu', remplace('<ETATDOSRSA>2', '<ETATDOSRSA>7'), 'ETATDOSRSA', /de 0 à 6/],
    [
      'élément de VRSB0801',
      remplace('<DossierCafMsa>', '<DossierCAF/><DossierCafMsa>'),
      'DossierCAF',
      'élément des flux VRSB0801 dans un flux VRSD0301',
    ],
  ])('%s : le foyer est mis de côté, les autres entrent', async (_cas, change, champ, motif) => {
    const foyers = [unFoyerVrsd({ numero: 'A' }), change(unFoyerVrsd({ numero: 'B' })), unFoyerVrsd({ numero: 'C' })]
    const lu = await lireTout(unFluxVrsd({ foyers }))
    expect(lu.foyers.map(f => f.numeroDemandeRsa)).toEqual(['A', 'C'])
    expect(lu.rejets).toMatchObject([
      { champ, motif: typeof motif === 'string' ? motif : expect.stringMatching(motif) },
    ])
  })

  test.each<[string, string | Buffer, RegExp]>([
    [
      'DOCTYPE et bombe d’entités',
      unFluxVrsd().replace('<Racine>', '<!DOCTYPE Racine [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Racine>'),
      /déclaration de type de document interdite/,
    ],
    ['entité non déclarée', unFluxVrsd().replace('ESSAI', '&secret;'), /entité non déclarée/],
    ['tronqué', unFluxVrsd().slice(0, -60), /tronqué/],
    ['octet nul', unFluxVrsd().replace('ESSAI', 'ES\0AI'), /caractère interdit/],
    ['octets qui ne sont pas de l’UTF-8', Buffer.from(unFluxVrsd({ encodage: 'utf-8' }), 'latin1'), /octets invalides/],
    ['compte faux', unFluxVrsd({ annonces: 3 }), /3 foyer\(s\) annoncé\(s\), 1 lu\(s\)/],
    ['texte démesuré', unFluxVrsd().replace('ESSAI', 'x'.repeat(20_000)), /plus de 10000 caractères/],
    [
      'texte démesuré dans un inconnu',
      unFluxVrsd().replace('<Personne>', `<Inconnu>${'x'.repeat(20_000)}</Inconnu><Personne>`),
      /plus de 10000 caractères/,
    ],
    ['emboîtement démesuré', unFluxVrsd().replace('<Personne>', `${'<a>'.repeat(10_000)}<Personne>`), /emboîtés/],
    ['version inconnue', unFluxVrsd({ version: 'VRSD9901' }), /VRSD9901.» inconnue/],
    [
      'premier foyer en VRSB0801',
      unFluxVrsd().replace('<DossierCafMsa>', '<DossierCAF/><DossierCafMsa>'),
      /la version n’est pas VRSD0301/,
    ],
    [
      'en-tête VRSD, foyers VRSB0801',
      fichierFlux().toString('latin1').replace('<TYPEFLUX>', '<VERSIONFLUX>VRSD0101</VERSIONFLUX><TYPEFLUX>'),
      /la version n’est pas VRSD0101/,
    ],
    ['autre nature', unFluxVrsd().replace('<NATFLUX>D', '<NATFLUX>I'), /ce n’est pas un flux bénéficiaires/],
    ['date de référence absente', unFluxVrsd().replace(/<DTREF>.*<\/DTREF>/, ''), /DTREF.*absent/],
  ])('%s : le fichier est refusé entier', async (_cas, contenu, message) => {
    for (const taille of [1 << 16, 50]) await expect(lireTout(contenu, taille)).rejects.toThrow(message)
  })
})
