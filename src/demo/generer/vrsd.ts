import { balise, bool, echapper, jour, montant, trimestreDeclare } from './balises.ts'
import {
  type FaitGenerateur,
  type Foyer,
  type Monde,
  numeroOrganisme,
  type Personne,
  type SanctionEcrite,
} from './foyer.ts'
import { tirage } from './hasard.ts'
import { adresseDe, identite } from './identite.ts'
import { dernierJour, premierJour, texteDe } from './jours.ts'
import { droitDu } from './montants.ts'
import { activitesDe, parentsDe } from './personne-xml.ts'
import { mutationXml } from './xml.ts'

const CLE_MESURES = 24

/** ACT said as STATUEMPL, and the other codes that VRSD says otherwise (HadoDokis/WebRSA, patch 3.3.0). */
const STATUTS: Readonly<Record<string, string>> = {
  SAL: '20',
  AMA: '20',
  INT: '24',
  AEN: '22',
  SAC: '30',
  INP: '30',
  CHO: '21',
  ANP: '21',
  CNI: '21',
  ASS: '21',
  NOB: '11',
  SCO: '12',
  ETU: '14',
}
const CLOTURES: Readonly<Record<string, string>> = { PCG: 'CCG', ECH: 'CMD', MUT: 'CMU', RGD: 'CAU' }
const FAITS: Readonly<Record<string, string>> = {
  DEMRSA: 'CREDEM',
  SUS: 'SUSADM',
  RAD: 'CLOTUR',
  MUT: 'MUTATI',
  RESTRIRSA: 'DECRES',
  ADR: 'CHADRE',
  SITFAM: 'CHFAMI',
  SITENFAUT: 'CHSTPE',
  DESALL: 'CHRDOS',
  SITPRO: 'CHSTPE',
  REA: 'REA',
}
const suspensionDroit = (motif: string): string => {
  if (/^(GJ|GK|GL)$/.test(motif)) return 'SCG'
  if (/^(DC|DD|DE|DK|GA|GS|GC)$/.test(motif)) return 'SCO'
  return /^(DF|GI)$/.test(motif) ? 'SMU' : 'SCA'
}

/** One InfosFoyerRSA of VRSD0301 or VRSD0101: the same household as `foyerXml` writes, with the elements of that version's map. */
export function foyerVrsd(monde: Monde, foyer: Foyer, mois: number, evenements: readonly FaitGenerateur[]): string {
  const numero = numeroOrganisme(monde.departement, foyer.organisme)
  const prestation = `<PrestationRSA>
<SituationDossierRSA><EtatDossierRSA>${balise('ETATDOSRSA', foyer.etat)}${bool('TOPFORCDRO', false)}</EtatDossierRSA>${situation(monde, foyer)}</SituationDossierRSA>
${detail(monde, foyer, mois)}</PrestationRSA>
`
  const dans0101 = monde.version === 'VRSD0101'
  return `<InfosFoyerRSA>
<IdentificationRSA>
<Organisme>${balise('FONORG', foyer.organisme)}${balise('NUMORG', numero)}${balise('MATRICULE', foyer.matricule)}</Organisme>
<Partenaire><TYPEPARTE>CGD</TYPEPARTE>${balise('IDEPARTE', monde.departement.padStart(3, '0'))}</Partenaire>
<DemandeRSA>${jour('DTDEMRSA', foyer.dateDemande)}${balise('NUMDEMRSA', foyer.demande)}${balise('ORIDEMRSA', foyer.conversionRmi ? 'RMI' : 'DEM')}${jour('DTORIDEMRSA', foyer.dateDemande)}</DemandeRSA>
${foyer.cedant ? `${mutationXml('OrganismeCedant', 'CEDMUT', 'DDARRMUT', foyer.cedant)}\n` : ''}${foyer.prenant ? `${mutationXml('OrganismePrenant', 'PRENMUT', 'DDDEPAMUT', foyer.prenant)}\n` : ''}</IdentificationRSA>
${foyer.personnes.map(p => personne(monde, foyer, p, mois)).join('')}<DonneesAdministratives>
<SituationFamille>${balise('SITFAM', foyer.situation)}${jour('DDSITFAM', foyer.situationDepuis)}</SituationFamille>
${adresse(monde, foyer)}${dans0101 ? prestation : ''}</DonneesAdministratives>
${dans0101 ? '' : prestation}${evenements.map(evenement).join('')}</InfosFoyerRSA>
`
}

const evenement = (e: FaitGenerateur): string =>
  `<Evenement><SessionEvenement>${jour('DTLIQ', e.jour)}${balise('HEULIQ', e.heure)}</SessionEvenement><ListeMotifsEvenement>${balise('MOTITRANSFLUX', FAITS[e.code] ?? e.code.slice(0, 6))}</ListeMotifsEvenement></Evenement>\n`

function personne(monde: Monde, foyer: Foyer, p: Personne, mois: number): string {
  const dans0101 = monde.version === 'VRSD0101'
  const adulte = p.role === 'DEM' || p.role === 'CJT'
  const i = identite(monde, p)
  const role = adulte ? 'BEN' : p.role
  const emplois = activitesDe(monde, p, mois)
    .map(
      a =>
        `<CaracteristiquesEmployabilite><REG>GE</REG>${balise('STATUEMPL', STATUTS[a.code] ?? '90')}${bool('TOPPERSMALHAN', a.code === 'INP')}${jour('DDSTATUEMPL', a.debut)}${a.fin ? jour('DFSTATUEMPL', a.fin) : ''}</CaracteristiquesEmployabilite>\n`,
    )
    .join('')
  const sansCalcul = !adulte || foyer.etat === '0' || foyer.etat === '1'
  const calcul = sansCalcul
    ? ''
    : `<CalculDroitRSAPersonne>${bool('TOPPERSDRODEVORSA', p.sdd)}${bool('TOPPERSENTDRODEVORSA', p.entrante)}${p.sdd ? jour('DDSOUDRODEV', p.rattacheeLe) : ''}${montant('MTPERSRESSMENRSA', p.revenu)}</CalculDroitRSAPersonne>\n`
  const parents = parentsDe(foyer, p)
    .map(({ parent }) => identite(monde, parent).nir?.slice(0, 13) ?? '')
    .map(nir => `<Rattachement>${balise('NIR', nir)}<TYPEPAR>ENF</TYPEPAR></Rattachement>\n`)
    .join('')
  return `<Personne>
<Identification>${adulte ? balise('QUAL', p.sexe === 2 ? 'MME' : 'MR') : ''}${balise('NOM', echapper(i.nom))}${balise('NOMNAI', echapper(i.nomNaissance))}${balise('PRENOM', echapper(i.prenom))}${balise('LISPRENOMS', echapper(i.prenom))}
${balise('LIEUNAI', monde.departement)}${balise('LOCANAI', echapper(i.communeNaissance))}${balise('DTNAI', i.naissance)}${balise('TYPEDTNAI', i.precision)}${i.nir ? balise('NIR', i.nir.slice(0, 13)) : ''}${bool('TOPVALIEC', i.certifiee)}${balise('SEXE', p.sexe)}</Identification>
<DossierCafMsa>${bool('TOPRESPDOS', p.role === 'DEM')}${dans0101 ? jour('DDRATDOS', p.rattacheeLe) : ''}</DossierCafMsa>
<FonctionPersonnePFA>${balise('ROLEPERS', role)}</FonctionPersonnePFA>
<FonctionPersonneRSA>${balise('ROLEPERS', role)}${bool('TOPCHAPERS', true)}</FonctionPersonneRSA>
${parents}${dans0101 ? `<Ressources>\n${emplois}</Ressources>\n` : emplois}${adulte ? mesures(monde, foyer, p) : ''}${calcul}</Personne>
`
}

/**
 * A measure of protection for one adult in fifty, a contract for half of the others; in VRSD0101 a sanction for half of the
 * suspended rights.
 */
function mesures(monde: Monde, foyer: Foyer, p: Personne): string {
  const part = tirage(monde.graine, p.id, CLE_MESURES)
  const protection =
    part < 0.02
      ? '<MesureProtection><MesureProtectionCommun><TYPEMESUPROT>CUR</TYPEMESUPROT></MesureProtectionCommun></MesureProtection>\n'
      : ''
  const contrat =
    part > 0.5
      ? `<ContratPCGPersonneRSA>${jour('DDCONTRRSA', p.rattacheeLe + 30)}${jour('DFCONTRRSA', p.rattacheeLe + 395)}<TYPECONTRRSA>CER</TYPECONTRRSA></ContratPCGPersonneRSA>\n`
      : ''
  if (monde.version !== 'VRSD0101' || p.role !== 'DEM') return protection + contrat
  if (monde.sanctions)
    return protection + contrat + (monde.sanctions.get(foyer.demande) ?? []).map(sanctionXml).join('')
  const tiree = {
    debut: texteDe(foyer.depuis),
    fin: texteDe(foyer.depuis + 60),
    taux: 50,
    montant: 300,
    niveau: 1,
  } as const
  const sanction = foyer.etat === '3' && part > 0.5 ? sanctionXml(tiree) : ''
  return protection + contrat + sanction
}

const sanctionXml = (s: SanctionEcrite): string =>
  `<SanctionPCGPersonneRSA><DecisionSanctionPCGPersonneRSA>${balise('DDSANRSA', s.debut)}${balise('DFSANRSA', s.fin)}${balise('NIVSANRSA', s.niveau)}${balise('TXSANRSA', s.taux.toFixed(2).padStart(6, '0'))}</DecisionSanctionPCGPersonneRSA><ApplicationSanctionPCGPersonneRSA>${balise('DTREFSANRSA', s.debut)}${montant('MTSANRSAAPPL', s.montant)}</ApplicationSanctionPCGPersonneRSA>${s.leveeLe ? `<LeveeSanctionPCGPersonneRSA>${balise('DTLEVSANRSA', s.leveeLe)}</LeveeSanctionPCGPersonneRSA>` : ''}</SanctionPCGPersonneRSA>\n`

function adresse(monde: Monde, foyer: Foyer): string {
  const a = adresseDe(monde, foyer, foyer.adresse, foyer.sansDomicile)
  const complements = `${balise('COMPLIDEADR', echapper(a.complementIdentification ?? ''))}${balise('COMPLADR', echapper(a.complement ?? ''))}`
  const voie = echapper(a.voie ?? '')
  const lieu = `${balise('LIEUDIST', echapper(a.lieuDit ?? ''))}${balise('NUMCOM', a.codeInsee)}${balise('CODEPOS', a.codePostal)}`
  const commune = echapper(a.commune)
  const type = balise('TYPEADR', foyer.sansDomicile ? 'P' : 'D')
  if (monde.version === 'VRSD0101')
    return `<Adresse><RGADR>01</RGADR>${jour('DTEMM', foyer.adresseDepuis)}${balise('NUMVOIE', a.numeroVoie ?? '')}${balise('TYPEVOIE', a.typeVoie ?? '')}${balise('NOMVOIE', voie)}${complements}${lieu}${balise('LOCAADR', commune)}<PAYS>FRA</PAYS>${type}</Adresse>\n`
  return `<Adresse>
<TroncCommunAdresse><RGADR>01</RGADR>${jour('DTEMM', foyer.adresseDepuis)}<PAYS>FRA</PAYS>${type}</TroncCommunAdresse>
<AdresseDetailleeFrance>${complements}${balise('NUMVOIE', a.numeroVoie ?? '')}${balise('LIBTYPEVOIE', a.typeVoie ?? '')}${balise('NOMVOIE', voie)}${lieu}${balise('NOMCOM', commune)}</AdresseDetailleeFrance>
</Adresse>
`
}

/** Why the right is in its state; VRSD0301 doesn't tell why a claim was refused. */
function situation(monde: Monde, { etat, motif, depuis, dateDemande }: Foyer): string {
  const dans0101 = monde.version === 'VRSD0101'
  if (etat === '0') return dans0101 ? `<EnAttente>${jour('DTATTEDEMRSA', dateDemande)}</EnAttente>` : ''
  if (etat === '1') return dans0101 ? `<Refus>${jour('DTREFURSA', depuis)}${balise('MOTIREFURSA', motif)}</Refus>` : ''
  if (etat === '2') return `<DroitOuvert>${jour('DTODRSA', dateDemande)}</DroitOuvert>`
  if (etat === '3')
    return `<SuspensionDroit>${balise('MOTISUSDRORSA', suspensionDroit(motif))}${jour('DDSUSDRORSA', depuis)}</SuspensionDroit>`
  if (etat === '4')
    return `<RessourcesTropElevees>${balise('MOTISUSVERSRSA', /^(01|97)$/.test(motif) ? 'MRE' : 'MAU')}${jour('DDSUSVERSRSA', depuis)}</RessourcesTropElevees>`
  return `<FinDroit>${balise('MOTICLORSA', CLOTURES[motif] ?? 'CFD')}${jour('DTCLORSA', depuis)}</FinDroit>`
}

function detail(monde: Monde, foyer: Foyer, mois: number): string {
  const charges = foyer.personnes.filter(p => p.role === 'ENF' || p.role === 'AUT').length
  const debut = premierJour(trimestreDeclare(foyer, mois).dernier + 1)
  const calculable = foyer.etat === '2' || foyer.etat === '3'
  const tronc =
    monde.version === 'VRSD0301'
      ? `<TroncCommunDroitRSA>${bool('TOPSANSDOMFIXE', foyer.sansDomicile)}</TroncCommunDroitRSA>\n`
      : ''
  const droit = calculable ? droitDu(monde.graine, foyer, debut) : null
  const montants = droit
    ? `${jour('DDELECAL', debut)}${jour('DFELECAL', dernierJour(trimestreDeclare(foyer, mois).dernier + 3))}${montant('MTREVMINIGARARSA', droit.garanti)}${montant('MTALRSA', droit.logement)}${montant('MTRESSMENRSA', droit.ressources)}${montant('MTTOTDRORSA', droit.total)}`
    : ''
  return `<DetailDroitRSA>
${tronc}<MontantsCalculDroitRSA>${balise('NBENFAUTCHA', String(charges).padStart(2, '0'))}${montants}</MontantsCalculDroitRSA>
</DetailDroitRSA>
`
}
