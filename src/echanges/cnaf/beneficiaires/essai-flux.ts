import iconv from 'iconv-lite'
import type { Rejet } from '../../../lecture/xml/fautes.ts'
import type { FoyerFlux } from './lire/foyer-flux.ts'
import { lireFlux } from './lire/lire-flux.ts'

/** Plainly fictitious flows for tests: département 00 in the NIRs, invented names. Amounts and codes as the flow writes them. */
export type UnePersonne = {
  role?: string // ROLEPERS, RSA block
  rolePfa?: string // ROLEPERS, family-benefits block; the RSA role unless given
  aCharge?: boolean
  qualite?: string
  nom?: string
  nomNaissance?: string
  prenom?: string
  communeNaissance?: string
  dateNaissance?: string
  precisionNaissance?: string
  nir?: string | null
  nirCertifie?: boolean
  sexe?: string
  responsable?: boolean
  rattachement?: string
  numeroPrecedent?: string
  identifiantFranceTravail?: string
  sdd?: boolean | null // TOPPERSDRODEVORSA; null = no block
  entrant?: boolean
  activites?: { regime?: string; code: string; debut: string; fin?: string; contrat?: string }[]
}
export type UnFoyer = {
  numero?: string
  dateDemande?: string
  organisme?: string
  numeroOrganisme?: string
  matricule?: string
  cedant?: { organisme: string; numero: string; date: string }
  prenant?: { organisme: string; numero: string; date: string }
  personnes?: UnePersonne[]
  situationFamiliale?: string
  situationFamilialeDepuis?: string
  adresse?: Partial<Record<'numero' | 'typeVoie' | 'voie' | 'lieuDit' | 'insee' | 'codePostal' | 'commune', string>>
  horsFrance?: boolean
  etat?: string
  refus?: { motif: string; date: string }
  suspensionsDroit?: { motif: string; debut: string }[]
  suspension?: { motif: string; debut: string } // of payment
  fin?: { motif: string; date: string }
  finMoisAnterieur?: { motif: string; date: string }
  sansDomicileFixe?: boolean
  autresPersonnes?: number
  origine?: string
  dateOrigine?: string
  montant?: string // "0000575.68"
  evenements?: { date: string; heure: string; fait: string }[]
  anomalies?: string[]
}
export type UnFlux = {
  type?: string
  nature?: string
  dateCreation?: string
  dateReference?: string
  foyers?: (UnFoyer | string)[] // a string is taken as the XML of a household
  annonces?: number // NBTOTDOSRSATRANSM; the number of households unless given
  encodage?: string
}

const echapper = (texte: string) => texte.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const top = (oui: boolean | undefined) => (oui ? '1' : '0')
/** One leaf, or nothing when its value is undefined. */
const f = (nom: string, valeur: string | undefined) =>
  valeur === undefined ? '' : `<${nom}>${echapper(valeur)}</${nom}>\n`
/** One block around its content. */
const bloc = (nom: string, contenu: string) => `<${nom}>\n${contenu}</${nom}>\n`
/** The same, only when what it tells is given. */
const blocSi = (donne: unknown, nom: string, contenu: string) => (donne ? bloc(nom, contenu) : '')

function unePersonneXml(p: UnePersonne, i: number): string {
  const role = p.role ?? (i === 0 ? 'DEM' : 'ENF')
  const adulte = role === 'DEM' || role === 'CJT'
  const sexe = p.sexe ?? (i % 2 === 0 ? '2' : '1')
  const nom = p.nom ?? 'ESSAI'
  const naissance = p.dateNaissance ?? (adulte ? '1985-04-12' : '2015-09-03')
  const nir = p.nir === undefined ? `${sexe}${naissance.slice(2, 4)}${naissance.slice(5, 7)}00000${i}01` : p.nir
  const sdd = p.sdd === undefined ? (adulte ? true : null) : p.sdd
  const prestation = (nature: string, code: string, aCharge: boolean) =>
    bloc('Prestations', f('NATPREST', nature) + f('ROLEPERS', code) + f('TOPCHAPERS', top(aCharge)))
  return bloc(
    'Personne',
    bloc(
      'Identification',
      f('QUAL', p.qualite ?? (sexe === '2' ? 'MME' : 'MR ')) +
        f('NOM', nom) +
        f('NOMNAI', p.nomNaissance ?? nom) +
        f('PRENOM', p.prenom ?? (sexe === '2' ? 'ZOÉ' : 'NOÉ')) +
        f('NOMCOMNAI', p.communeNaissance ?? 'VILLE IMAGINAIRE') +
        f('DTNAI', naissance) +
        f('TYPEDTNAI', p.precisionNaissance ?? 'N') +
        f('NIR', nir ?? undefined) +
        f('TOPVALIEC', top(p.nirCertifie ?? nir !== null)) +
        f('SEXE', sexe),
    ) +
      bloc(
        'DossierCAF',
        f('TOPRESPDOS', top(p.responsable ?? i === 0)) +
          f('DDRATDOS', p.rattachement ?? '2024-01-01') +
          f('NUMDEMRSAPRECE', p.numeroPrecedent),
      ) +
      prestation('PFA', p.rolePfa ?? role, false) +
      prestation('RSA', role, p.aCharge ?? true) +
      blocSi(p.identifiantFranceTravail, 'DossierPoleEmploi', f('IDASSEDIC', p.identifiantFranceTravail)) +
      blocSi(
        sdd !== null,
        'MontantCalculDroitRSAPersonne',
        f('TOPPERSDRODEVORSA', top(sdd ?? false)) +
          f('TOPPERSENTDRODEVORSA', p.entrant === undefined ? undefined : top(p.entrant)),
      ) +
      (p.activites ?? [])
        .map(a =>
          bloc(
            'Activite',
            f('REG', a.regime) +
              f('ACT', a.code) +
              f('DDACT', a.debut) +
              f('DFACT', a.fin) +
              f('NATCONTRTRA', a.contrat),
          ),
        )
        .join(''),
  )
}

function adresseXml(d: UnFoyer): string {
  const a = d.adresse ?? {}
  const commun = bloc(
    'TroncCommunAdresse',
    f('RGADR', '01') +
      f('DTEMM', '2021-05-26') +
      f('PAYS', d.horsFrance ? 'BEL' : 'FRA') +
      f('TYPEADR', 'D') +
      f('ETATADR', 'CO'),
  )
  const france =
    '<COMPLIDEADR/>\n<COMPLADR/>\n' +
    f('NUMVOIE', a.numero ?? '12') +
    f('LIBTYPEVOIE', a.typeVoie ?? 'RUE') +
    f('NOMVOIE', a.voie ?? 'DES ESSAIS') +
    f('LIEUDIST', a.lieuDit ?? '') +
    f('NUMCOM', a.insee ?? '59350') +
    f('CODEPOS', a.codePostal ?? '59000') +
    f('NOMCOM', a.commune ?? 'LILLE')
  const dehors = [2, 3, 4, 5, 6, 7].map(i => f(`LIBLIG${i}ADR`, i === 4 ? '1 RUE DES ESSAIS' : '')).join('')
  return bloc(
    'Adresse',
    commun + (d.horsFrance ? bloc('AdresseHorsFrance', dehors) : bloc('AdresseDetailleeFrance', france)),
  )
}

/** The XML of one household, valid against vrsb0801.xsd with its defaults: one person, DEM, right open (state 2), SDD. */
export function unFoyer(d: UnFoyer = {}): string {
  const fin = (nom: string, lue: { motif: string; date: string } | undefined) =>
    blocSi(lue, nom, f('MOTICLORSA', lue?.motif) + f('DTCLORSA', lue?.date))
  return bloc(
    'InfosFoyerRSA',
    bloc(
      'IdentificationRSA',
      bloc(
        'Organisme',
        f('FONORG', d.organisme ?? 'CAF') +
          f('NUMORG', d.numeroOrganisme ?? '591') +
          f('MATRICULE', d.matricule ?? '000000000001234'),
      ) +
        bloc('Partenaire', f('TYPEPARTE', 'CG ') + f('IDEPARTE', '059')) +
        bloc('DemandeRSA', f('DTDEMRSA', d.dateDemande ?? '2024-01-15') + f('NUMDEMRSA', d.numero ?? '00000000001')) +
        blocSi(
          d.cedant,
          'OrganismeCedant',
          f('FONORGCEDMUT', d.cedant?.organisme) + f('NUMORGCEDMUT', d.cedant?.numero) + f('DDARRMUT', d.cedant?.date),
        ) +
        blocSi(
          d.prenant,
          'OrganismePrenant',
          f('FONORGPRENMUT', d.prenant?.organisme) +
            f('NUMORGPRENMUT', d.prenant?.numero) +
            f('DDDEPAMUT', d.prenant?.date),
        ),
    ) +
      (d.personnes ?? [{}]).map(unePersonneXml).join('') +
      bloc(
        'DonneesAdministratives',
        bloc(
          'SituationFamille',
          f('SITFAM', d.situationFamiliale ?? 'CEL') + f('DDSITFAM', d.situationFamilialeDepuis ?? '2010-01-01'),
        ) + adresseXml(d),
      ) +
      bloc(
        'PrestationRSA',
        bloc(
          'SituationDossierRSA',
          bloc('EtatDossierRSA', f('ETATDOSRSA', d.etat ?? '2')) +
            blocSi(d.refus, 'Refus', f('DTREFURSA', d.refus?.date) + f('MOTIREFURSA', d.refus?.motif)) +
            (d.suspensionsDroit ?? [])
              .map(s => bloc('SuspensionDroit', f('MOTISUSDRORSA', s.motif) + f('DDSUSDRORSA', s.debut)))
              .join('') +
            blocSi(
              d.suspension,
              'SuspensionVersement',
              f('MOTISUSVERSRSA', d.suspension?.motif) + f('DDSUSVERSRSA', d.suspension?.debut),
            ) +
            fin('FinDroit', d.fin) +
            fin('FinDroitMoisAnterieur', d.finMoisAnterieur),
        ) +
          bloc(
            'DetailDroitRSA',
            bloc(
              'TroncCommunDroitRSA',
              f('TOPSANSDOMFIXE', top(d.sansDomicileFixe)) +
                f(
                  'NBENFAUTCHA',
                  d.autresPersonnes === undefined ? undefined : String(d.autresPersonnes).padStart(2, '0'),
                ) +
                f('ORIDEMRSA', d.origine ?? 'DEM') +
                f('DTORIDEMRSA', d.dateOrigine),
            ) +
              blocSi(
                d.montant,
                'MontantsCalculDroitRSA',
                f('DDELECAL', '2024-12-01') +
                  f('MTREVMINIGARARSA', '0000635.71') +
                  f('MTREVGARARSA', '0000635.71') +
                  f('MTRESSMENRSA', '0000000.00') +
                  f('MTTOTDRORSA', d.montant),
              ),
          ),
      ) +
      (d.evenements ?? [])
        .map(e => bloc('Evenement', f('DTLIQ', e.date) + f('HEULIQ', e.heure) + f('FG', e.fait)))
        .join('') +
      (d.anomalies ?? []).map(a => bloc('Anomalie', f('LIBANO', a))).join(''),
  )
}

/** The XML of a whole flow, one element a line: monthly, of reference 2024-12-31, one default household. */
export function unFlux(d: UnFlux = {}): string {
  const foyers = d.foyers ?? [{}]
  const compte = (n: number) => String(n).padStart(8, '0')
  return `<?xml version="1.0" encoding="${d.encodage ?? 'windows-1252'}"?>\n${bloc(
    'Racine',
    bloc(
      'IdentificationFlux',
      f('APPLIEME', 'CRI') +
        f('NUMVERSIONAPPLIEME', '6200') +
        f('TYPEFLUX', d.type ?? 'M') +
        f('NATFLUX', d.nature ?? 'D') +
        f('DTCREAFLUX', d.dateCreation ?? d.dateReference ?? '2025-01-05') +
        f('HEUCREAFLUX', '01:18:36.0000') +
        f('DTREF', d.dateReference ?? '2024-12-31'),
    ) +
      foyers.map(foyer => (typeof foyer === 'string' ? foyer : unFoyer(foyer))).join('') +
      bloc(
        'TransmissionFlux',
        f('NBTOTDOSRSATRANSM', compte(d.annonces ?? foyers.length)) + f('NBTOTDOSRSATRANSMANO', compte(0)),
      ),
  )}`
}

/** The bytes of a flow, in the encoding it declares (windows-1252 unless told). */
export function fichierFlux(d: UnFlux = {}): Buffer {
  return iconv.encode(unFlux(d), d.encodage ?? 'windows-1252')
}

/** Bytes as a source that gives them `taille` at a time. */
export async function* morceaux(octets: Buffer, taille = 65_536): AsyncGenerator<Buffer> {
  for (let i = 0; i < octets.length; i += taille) yield octets.subarray(i, i + taille)
}

/** Everything a flow holds, read at once, its bytes given `taille` at a time; a string is taken as Latin-1. */
export async function lireTout(octets: Buffer | string, taille?: number) {
  const lecture = await lireFlux(morceaux(typeof octets === 'string' ? Buffer.from(octets, 'latin1') : octets, taille))
  const foyers: FoyerFlux[] = []
  const rejets: Rejet[] = []
  for await (const lot of lecture.lots) {
    foyers.push(...lot.foyers)
    rejets.push(...lot.rejets)
  }
  return { identification: lecture.identification, foyers, rejets, bilan: lecture.bilan() }
}

/** The monthly flow of February 2025, as it comes on the 3rd of March. */
export const fluxDeFevrier = (...foyers: NonNullable<UnFlux['foyers']>): Buffer =>
  fichierFlux({ type: 'M', dateReference: '2025-02-28', dateCreation: '2025-03-03', foyers })
