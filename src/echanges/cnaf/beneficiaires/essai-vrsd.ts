/** VRSD flows for tests, as text: what is given replaces the plainest valid content. */
export type UnePersonneVrsd = { rsa?: string; nom?: string; nir?: string; responsable?: boolean; plus?: string }

export const unePersonneVrsd = ({ rsa = 'BEN', nom = 'ESSAI', nir, responsable, plus = '' }: UnePersonneVrsd = {}) =>
  `<Personne><Identification><NOM>${nom}</NOM><NOMNAI>${nom}</NOMNAI><PRENOM>ZOÉ</PRENOM><DTNAI>1985-04-12</DTNAI>${nir ? `<NIR>${nir}</NIR>` : ''}<SEXE>2</SEXE></Identification>
<DossierCafMsa><TOPRESPDOS>${responsable ? 1 : 0}</TOPRESPDOS></DossierCafMsa>
<FonctionPersonneRSA><ROLEPERS>${rsa}</ROLEPERS><TOPCHAPERS>1</TOPCHAPERS></FonctionPersonneRSA>
<CalculDroitRSAPersonne><TOPPERSDRODEVORSA>1</TOPPERSDRODEVORSA></CalculDroitRSAPersonne>${plus}</Personne>
`

export type UnFoyerVrsd = {
  numero?: string
  organisme?: string
  personnes?: string
  situation?: string
  montants?: string
  plus?: string
}
export const unFoyerVrsd = (d: UnFoyerVrsd = {}) => `<InfosFoyerRSA>
<IdentificationRSA><DemandeRSA><NUMDEMRSA>${d.numero ?? '05900000001'}</NUMDEMRSA><DTDEMRSA>2024-01-15</DTDEMRSA></DemandeRSA>
<Organisme><MATRICULE>000000000001234</MATRICULE><NUMORG>591</NUMORG><FONORG>${d.organisme ?? 'CAF'}</FONORG></Organisme></IdentificationRSA>
<PrestationRSA><SituationDossierRSA>${d.situation ?? '<EtatDossierRSA><ETATDOSRSA>2</ETATDOSRSA></EtatDossierRSA>'}</SituationDossierRSA>
<DetailDroitRSA><MontantsCalculDroitRSA>${d.montants ?? ''}</MontantsCalculDroitRSA></DetailDroitRSA></PrestationRSA>
${d.personnes ?? unePersonneVrsd()}<DonneesAdministratives><SituationFamille><SITFAM>CEL</SITFAM><DDSITFAM>2020-01-01</DDSITFAM></SituationFamille></DonneesAdministratives>
${d.plus ?? ''}</InfosFoyerRSA>
`

export type UnFluxVrsd = {
  version?: string
  foyers?: string[]
  type?: string
  application?: string
  reference?: string
  creation?: string
  annonces?: number
  encodage?: string
}
export function unFluxVrsd(d: UnFluxVrsd = {}): string {
  const foyers = d.foyers ?? [unFoyerVrsd()]
  return `<?xml version="1.0" encoding="${d.encodage ?? 'windows-1252'}"?>
<Racine>
<IdentificationFlux><TYPEFLUX>${d.type ?? 'M'}</TYPEFLUX><NATFLUX>D</NATFLUX><APPLIEME>${d.application ?? 'CRI'}</APPLIEME><DTREF>${d.reference ?? '2024-12-31'}</DTREF><DTCREAFLUX>${d.creation ?? '2025-01-03'}</DTCREAFLUX><HEUCREAFLUX>01:18:36</HEUCREAFLUX>
<TYPEPARTE>CGD</TYPEPARTE><IDEPARTE>059</IDEPARTE>${d.version === '' ? '' : `<VERSIONFLUX>${d.version ?? 'VRSD0301'}</VERSIONFLUX>`}</IdentificationFlux>
${foyers.join('')}<TransmissionFlux><NBCARATRANSM>1234</NBCARATRANSM><NBTOTDOSRSATRANSM>${d.annonces ?? foyers.length}</NBTOTDOSRSATRANSM></TransmissionFlux>
</Racine>
`
}
