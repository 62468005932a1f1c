import { balise, bool, echapper, jour, montant, trimestreDeclare } from './balises.ts'
import { type FaitGenerateur, type Foyer, type Monde, type Mutation, numeroOrganisme } from './foyer.ts'
import { adresseDe } from './identite.ts'
import { dernierJour, premierJour } from './jours.ts'
import { droitDu } from './montants.ts'
import { personneXml } from './personne-xml.ts'

/** One InfosFoyerRSA of VRSB0801 as it stands in month `mois`, with its events in a daily flow. Ends with a line feed. */
export function foyerXml(monde: Monde, foyer: Foyer, mois: number, evenements: readonly FaitGenerateur[]): string {
  return `<InfosFoyerRSA>
<IdentificationRSA>${identificationXml(monde, foyer)}</IdentificationRSA>
${foyer.personnes.map(p => personneXml(monde, foyer, p, mois)).join('')}<DonneesAdministratives>
<SituationFamille>${balise('SITFAM', foyer.situation)}${jour('DDSITFAM', foyer.situationDepuis)}${balise('REGAGRIFAM', foyer.organisme === 'MSA' ? 'NSA' : 'SA')}</SituationFamille>
${adressesXml(monde, foyer)}</DonneesAdministratives>
<PrestationRSA>
<SituationDossierRSA>${situationXml(foyer)}</SituationDossierRSA>
<DetailDroitRSA>
${detailXml(monde, foyer, mois)}</DetailDroitRSA>
</PrestationRSA>
${evenements.map(e => `<Evenement>${jour('DTLIQ', e.jour)}${balise('HEULIQ', e.heure)}${balise('FG', e.code)}</Evenement>\n`).join('')}</InfosFoyerRSA>
`
}

export const mutationXml = (nom: string, suffixe: string, date: string, { organisme, numero, le }: Mutation): string =>
  `<${nom}>${balise(`FONORG${suffixe}`, organisme)}${balise(`NUMORG${suffixe}`, numero)}${jour(date, le)}</${nom}>`

function identificationXml(monde: Monde, foyer: Foyer): string {
  const numero = numeroOrganisme(monde.departement, foyer.organisme)
  return `<Organisme>${balise('FONORG', foyer.organisme)}${balise('NUMORG', numero)}${balise('MATRICULE', foyer.matricule)}</Organisme>
<Partenaire><TYPEPARTE>CG </TYPEPARTE>${balise('IDEPARTE', monde.departement.padStart(3, '0'))}</Partenaire>
<DemandeRSA>${jour('DTDEMRSA', foyer.dateDemande)}${balise('NUMDEMRSA', foyer.demande)}</DemandeRSA>
${foyer.cedant ? `${mutationXml('OrganismeCedant', 'CEDMUT', 'DDARRMUT', foyer.cedant)}\n` : ''}${foyer.prenant ? `${mutationXml('OrganismePrenant', 'PRENMUT', 'DDDEPAMUT', foyer.prenant)}\n` : ''}`
}

function adressesXml(monde: Monde, foyer: Foyer): string {
  const actuelle = adresseXml(monde, foyer, foyer.adresse, foyer.sansDomicile, '01')
  const demenage = foyer.adresse > 0 && !foyer.adresseFixe
  return demenage ? actuelle + adresseXml(monde, foyer, foyer.adresse - 1, false, '02') : actuelle
}

function adresseXml(monde: Monde, foyer: Foyer, rang: number, sansDomicile: boolean, numero: '01' | '02'): string {
  const a = adresseDe(monde, foyer, rang, sansDomicile)
  return `<Adresse>
<TroncCommunAdresse>${balise('RGADR', numero)}${numero === '01' ? jour('DTEMM', foyer.adresseDepuis) : ''}<PAYS>FRA</PAYS>${balise('TYPEADR', sansDomicile ? 'P' : 'D')}${balise('ETATADR', a.controlee ? 'CO' : 'NC')}</TroncCommunAdresse>
<AdresseDetailleeFrance>
${balise('COMPLIDEADR', echapper(a.complementIdentification ?? ''))}${balise('COMPLADR', echapper(a.complement ?? ''))}
${balise('NUMVOIE', a.numeroVoie ?? '')}${balise('LIBTYPEVOIE', a.typeVoie ?? '')}${balise('NOMVOIE', echapper(a.voie ?? ''))}${balise('LIEUDIST', echapper(a.lieuDit ?? ''))}
${balise('NUMCOM', a.codeInsee)}${balise('CODEPOS', a.codePostal)}${balise('NOMCOM', echapper(a.commune))}
</AdresseDetailleeFrance>
</Adresse>
`
}

function situationXml(foyer: Foyer): string {
  const { etat, motif, depuis } = foyer
  const tete = `<EtatDossierRSA>${balise('ETATDOSRSA', etat)}</EtatDossierRSA>`
  if (etat === '1') return `${tete}\n<Refus>${jour('DTREFURSA', depuis)}${balise('MOTIREFURSA', motif)}</Refus>`
  if (etat === '3') {
    // Reasons in G suspend the RSA alone, those in D the whole file (MOTISUSDRORSA).
    const groupe = motif.startsWith('G') ? balise('NATGROUPFSUS', 'RSA') : ''
    return `${tete}\n<SuspensionDroit>${balise('MOTISUSDRORSA', motif)}${jour('DDSUSDRORSA', depuis)}${groupe}</SuspensionDroit>`
  }
  if (etat === '4')
    return `${tete}\n<SuspensionVersement>${balise('MOTISUSVERSRSA', motif)}${jour('DDSUSVERSRSA', depuis)}</SuspensionVersement>`
  if (etat !== '5' && etat !== '6') return tete
  const fin = etat === '5' ? 'FinDroit' : 'FinDroitMoisAnterieur'
  return `${tete}\n<${fin}>${balise('MOTICLORSA', motif)}${jour('DTCLORSA', depuis)}</${fin}>`
}

function detailXml(monde: Monde, foyer: Foyer, mois: number): string {
  const charges = foyer.personnes.filter(p => p.role === 'ENF' || p.role === 'AUT').length
  const debut = premierJour(trimestreDeclare(foyer, mois).dernier + 1)
  const calculable = foyer.etat === '2' || foyer.etat === '3'
  const tronc = `<TroncCommunDroitRSA>${bool('TOPSANSDOMFIXE', foyer.sansDomicile)}${balise('NBENFAUTCHA', String(charges).padStart(2, '0'))}${balise('ORIDEMRSA', foyer.conversionRmi ? 'RMI' : 'DEM')}${jour('DTORIDEMRSA', foyer.dateDemande)}${bool('TOPFOYDRODEVORSA', calculable)}</TroncCommunDroitRSA>\n`
  if (!calculable) return tronc
  const { garanti, logement, ressources, total } = droitDu(monde.graine, foyer, debut)
  const jeune = foyer.personnes.some(p => p.role === 'ENF' && debut - p.naissance < 1096)
  const majore = jeune && !foyer.personnes.some(p => p.role === 'CJT')
  return `${tronc}<MontantsCalculDroitRSA>
${jour('DDELECAL', debut)}${jour('DFELECAL', dernierJour(trimestreDeclare(foyer, mois).dernier + 3))}
${montant('MTREVMINIGARARSA', garanti)}${montant('MTLOCALRSA', 0)}${montant('MTREVGARARSA', garanti)}${montant('MTPFRSA', 0)}${montant('MTALRSA', logement)}${montant('MTRESSMENRSA', ressources)}
${montant('MTABANEURSA', 0)}${montant('MTTOTDRORSA', total)}
</MontantsCalculDroitRSA>
<DetailCalculDroitRSA>${balise('NATPF', majore ? 'RSI' : 'RSD')}${balise('SOUSNATPF', majore ? 'RSIN1' : 'RSDN2')}${jour('DDNATDRO', foyer.dateDemande)}${montant('MTRSAVERS', total)}</DetailCalculDroitRSA>
`
}
