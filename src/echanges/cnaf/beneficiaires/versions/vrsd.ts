/**
 * CNAF/CCMSA beneficiaries flows VRSD0301 and VRSD0101: where each element is, in the notation of `vrsb0801.ts`. No schema of
 * theirs is public: this is a map of paths (atolcd/webrsa, Fluxcnaf.php; interop.md §A3), with the types of what is read from the
 * meaning that HadoDokis/WebRSA's patch 3.3.0 gives each column. So: children in any order and number, elements that are not in the
 * map passed over and counted, types checked only for what is used. `!` = compulsory, once; `x` = known, not used; `c` without a
 * length = no known limit. `vrsd.test.ts` compares it with the map, path by path.
 *
 * The two sources place PrestationRSA and AvisPCGDroitRSA in the household or in DonneesAdministratives, and
 * CaracteristiquesEmployabilite in the person or in her Ressources: both places are read, for both versions.
 */
const COMMUN: Readonly<Record<string, string>> = {
  Racine: 'IdentificationFlux InfosFoyerRSA* TransmissionFlux',
  IdentificationFlux:
    'APPLIEME:c NUMVERSIONAPPLIEME:c VERSIONFLUX:c8 TYPEFLUX!:c1 NATFLUX!:c1 DTCREAFLUX!:j HEUCREAFLUX!:h DTREF!:j TYPEPARTE:x IDEPARTE:x',
  TransmissionFlux: 'NBTOTDOSRSATRANSM!:e8 NBCARATRANSM:x NBTOTDOSRSATRANSMANO:e8',

  InfosFoyerRSA: 'IdentificationRSA Personne DonneesAdministratives PrestationRSA AvisPCGDroitRSA Evenement Anomalie',
  IdentificationRSA: 'Organisme Partenaire DemandeRSA OrganismeCedant OrganismePrenant',
  Organisme: 'FONORG!:c3 NUMORG!:c3 MATRICULE!:e15',
  Partenaire: 'TYPEPARTE:x IDEPARTE:x',
  DemandeRSA: 'DTDEMRSA!:j NUMDEMRSA!:c11 ORIDEMRSA:c3 DTORIDEMRSA:j',
  OrganismeCedant: 'FONORGCEDMUT!:c3 NUMORGCEDMUT!:c3 MATRICULEORGCEDMUT:x DDARRMUT!:j',
  OrganismePrenant: 'FONORGPRENMUT!:c3 NUMORGPRENMUT!:c3 DDDEPAMUT!:j',

  Personne:
    'Identification DossierCafMsa FonctionPersonnePFA FonctionPersonneRSA Rattachement Ressources CaracteristiquesEmployabilite Grossesse MesureProtection AvisPCGPersonne AvisCGSSDOMPersonne ContratPCGPersonneRSA CalculDroitRSAPersonne',
  Identification:
    'QUAL:c3 NOM:c NOMNAI:c PRENOM:c LISPRENOMS:c LIEUNAI:x LOCANAI:c PAYSNAI:x DTNAI!:j RGNAI:x TYPEDTNAI:c1 NIR:c15 TOPVALIEC:b SEXE!:c1 DTDC:j',
  FonctionPersonnePFA: 'ROLEPERS:c3',
  FonctionPersonneRSA: 'ROLEPERS:c3 TOPCHAPERS:b',
  Rattachement: 'NIR:x TYPEPAR:x',
  RessourcesMensuelles: 'GeneraliteRessourcesMensuelles DetailRessourcesMensuelles',
  GeneraliteRessourcesMensuelles: 'MOISRESS:x',
  DetailRessourcesMensuelles: 'NATRESS:x MTNATRESSMEN:x ABANEU:x',
  CaracteristiquesEmployabilite: 'REG:c2 STATUEMPL:c3 TOPPERSMALHAN:x DDSTATUEMPL:j DFSTATUEMPL:j',
  MesureProtection: 'IdentificationMesureProtection MesureProtectionCommun',
  IdentificationMesureProtection: 'FONORG:x NUMORG:x NUMPERSMESUPROT:x TYPEPERSMESUPROT:x',
  MesureProtectionCommun: 'TYPEMESUPROT:c3',
  ConditionNonSalarie:
    'AVISEVARESSNONSAL:x TOPCONDADMNONSAL:x DTSOURESSNONSAL:x DTEVARESSNONSAL:x MTEVARESSNONSAL:x COMMPROPRESSEVA:x DDRESSNONSALEVA:x DFRESSNONSALEVA:x MTRESSNONSALEVA:x RESSNONSALEVA:x',
  ConditionExploitantAgricole:
    'MTBENAGRI:x REGFISAGRI:x DTBENAGRI:x MTREVAGRI:x TYPEXPAGRI:x NATACTEXPAGRI:x PARTEXPAGRI:x',
  Derogation: 'TYPEDERO:x AVISDERO:x DDAVISDERO:x DFAVISDERO:x',
  ExclueRSA: 'EXCL:x DDEXCL:x DFEXCL:x',
  Liberalite: 'MTLIBERNONDECL:x DTABSDECLLIBER:x',
  AvisCGSSDOMPersonne: 'JUSACTDOM:x RESUJUSACTDOM:x',
  ContratPCGPersonneRSA: 'DDCONTRRSA:j DFCONTRRSA:j TYPECONTRRSA:c4',
  CalculDroitRSAPersonne:
    'TOPPERSDRODEVORSA:b TOPPERSENTDRODEVORSA:b DDSOUDRODEV:j DFSOUDRODEV:j DTDERCALRSA:x MTPERSRESSMENRSA:x MTPERSABANEURSA:x',

  DonneesAdministratives: 'SituationFamille Adresse PrestationRSA AvisPCGDroitRSA',
  SituationFamille: 'SITFAM!:c3 DDSITFAM!:j REGAGRIFAM:x',
  TroncCommunAdresse: 'RGADR:e2 DTEMM:j PAYS:x TYPEADR:c1 ETATADR:x',
  AdresseDetailleeFrance:
    'COMPLIDEADR:c COMPLADR:c NUMVOIE:c LIBTYPEVOIE:c NOMVOIE:c LIEUDIST:c NUMCOM:c5 CODEPOS:e5 NOMCOM:c',
  AdresseHorsFrance: 'LIBLIG2ADR:x LIBLIG3ADR:x LIBLIG4ADR:x LIBLIG5ADR:x LIBLIG6ADR:x LIBLIG7ADR:x',

  PrestationRSA: 'SituationDossierRSA SpecificiteDOM DetailDroitRSA AvisPCGDroitRSA',
  EtatDossierRSA: 'ETATDOSRSA!:c1 TOPFORCDRO:x',
  DroitOuvert: 'DTODRSA:j MOTIODRSA:c3 TOPMAINTDRORSA:x TOPMTINFSEUIRSA:b',
  SuspensionDroit: 'MOTISUSDRORSA!:c3 DDSUSDRORSA!:j',
  RessourcesTropElevees: 'MOTISUSVERSRSA!:c3 DDSUSVERSRSA!:j',
  FinDroit: 'MOTICLORSA!:c3 DTCLORSA!:j TOPANNUOD:x',
  SpecificiteDOM: 'SURFAGRIDOM:x DDSURFAGRIDOM:x SURFAGRIDOMPLA:x NBTOTAIDEFAMSURFDOM:x NBTOTPERSMAJOSURFDOM:x',
  DetailDroitRSA: 'TroncCommunDroitRSA MontantsCalculDroitRSA DetailCalculDroitRSA',
  TroncCommunDroitRSA: 'TOPSANSDOMFIXE:b DDRESS:x DFRESS:x MTRSAVERS:x DTDERRSAVERS:x',
  DetailCalculDroitRSA: 'RSASocle RSAActivite RSASocle-1 RSAActivite-1',
  RSASocle: 'NATPF:x SOUSNATPF:x DDNATDRO:x DFNATDRO:x DTINIRSASOCL:x MTBRUTRSASOCL:x',
  RSAActivite: 'NATPF:x SOUSNATPF:x DDNATDRO:x DFNATDRO:x DTINIRSAACT:x MTBRUTRSAACT:x',
  'RSASocle-1': 'NATPF:x SOUSNATPF:x DDNATDRO:x DFNATDRO:x MTBRUTRSASOCL:x',
  'RSAActivite-1': 'NATPF:x SOUSNATPF:x DDNATDRO:x DFNATDRO:x MTBRUTRSAACT:x',
  AvisPCGDroitRSA: 'ConditionAdministrative PaiementTiers',
  ConditionAdministrative:
    'AVISCONDADMRSA:x MOTICONDADMRSA:x COMM1CONDADMRSA:x COMM2CONDADMRSA:x DTEFFAVISCONDADMRSA:x',
  PaiementTiers: 'AVISDESTPAIRSA:x DTAVISDESTPAIRSA:x NOMTIE:x TYPEPERSTIE:x',

  Evenement: 'SessionEvenement ListeMotifsEvenement',
  SessionEvenement: 'DTLIQ:j HEULIQ:h DDEFFLIQ:x DFEFFLIQ:x',
  ListeMotifsEvenement: 'MOTITRANSFLUX:c',
  Anomalie: 'LIBANO:x',
}

export const VRSD0301: Readonly<Record<string, string>> = {
  ...COMMUN,
  DossierCafMsa: 'TOPRESPDOS:b DFRATDOS:x',
  Ressources: 'GeneraliteRessourcesTrimestre RessourcesMensuelles CaracteristiquesEmployabilite',
  GeneraliteRessourcesTrimestre: 'TOPRESSNUL:x',
  Grossesse: 'DDGRO:x DTDECLGRO:x',
  AvisPCGPersonne: 'ConditionNonSalarie ConditionExploitantAgricole Derogation ExclueRSA Liberalite CreanceAlimentaire',
  CreanceAlimentaire: 'ETATCREALIM:x DDCREALIM:x MTSANCREALIM:x',
  Adresse: 'TroncCommunAdresse AdresseDetailleeFrance AdresseHorsFrance',
  SituationDossierRSA: 'EtatDossierRSA Refus DroitOuvert SuspensionDroit RessourcesTropElevees FinDroit',
  // Not in the map of this version, though state 1 (refused) is: read as VRSD0101 has it.
  Refus: 'DTREFURSA!:j MOTIREFURSA!:c3',
  MontantsCalculDroitRSA:
    'DDELECAL:x DFELECAL:x NBENFAUTCHA:e2 MTREVMINIGARARSA:x MTPENTRSA:x MTLOCALRSA:x MTREVGARARSA:x MTPFRSA:x MTALRSA:x MTRESSMENRSA:x MTSANADMRSA:x MTREDADMRSA:x MTCUMINTEGRSA:x MTABANEURSA:x MTBRUTRSA:x MTTOTDRORSA:d9,2',
}

export const VRSD0101: Readonly<Record<string, string>> = {
  ...COMMUN,
  // The map of this version has no QUAL, NOM, NOMNAI, PRENOM, without which nobody could be named: read all the same.
  Personne: `${COMMUN.Personne} SanctionPCGPersonneRSA FraudePCGPersonneRSA`,
  DossierCafMsa: 'TOPRESPDOS:b DDRATDOS:j DFRATDOS:x',
  Ressources: 'GeneraliteRessourcesTrimestre RessourcesMensuelles CaracteristiquesEmployabilite',
  GeneraliteRessourcesTrimestre: 'TOPRESSNUL:x DDRESS:x DFRESS:x',
  Grossesse: 'DDGRO:x DFGRO:x DTDECLGRO:x NATFINGRO:x',
  AvisPCGPersonne:
    'ConditionNonSalarie ConditionExploitantAgricole Dérogation Derogation ExclueRSA Liberalite CreanceAlimentaire',
  Dérogation: 'TYPEDERO:x AVISDERO:x DDAVISDERO:x DFAVISDERO:x',
  CreanceAlimentaire:
    'ETATCREALIM:x DDCREALIM:x DFCREALIM:x ORIOBLALIM:x MOTIDISCREALIM:x COMMCREALIM:x MTSANCREALIM:x',
  SanctionPCGPersonneRSA:
    'DecisionSanctionPCGPersonneRSA ApplicationSanctionPCGPersonneRSA LeveeSanctionPCGPersonneRSA',
  DecisionSanctionPCGPersonneRSA: 'DDSANRSA:j DFSANRSA:j NIVSANRSA:c TXSANRSA:d5,2 MTSANRSADEM:d9,2 MOTISANRSA:c',
  ApplicationSanctionPCGPersonneRSA:
    'DTREFSANRSA:j MTREFSANRSA:d9,2 REFCOMPOSFOYSANRSA:c MTSANRSAAVTPLA:d9,2 MTSANRSAAPPL:d9,2',
  LeveeSanctionPCGPersonneRSA: 'DTLEVSANRSA:j MOTILEVSANRSA:c',
  FraudePCGPersonneRSA: 'DDSUSRSAFRAU:j DFSUSRSAFRAU:j',
  Adresse:
    'RGADR:e2 DTEMM:j NUMVOIE:c TYPEVOIE:c NOMVOIE:c COMPLIDEADR:c COMPLADR:c LIEUDIST:c NUMCOM:c5 CODEPOS:e5 LOCAADR:c PAYS:c3 TYPEADR:c1 TroncCommunAdresse AdresseDetailleeFrance AdresseHorsFrance',
  SituationDossierRSA: 'EtatDossierRSA EnAttente Refus DroitOuvert SuspensionDroit RessourcesTropElevees FinDroit',
  EnAttente: 'DTATTEDEMRSA:j MOTIATTEDEMRSA:c',
  Refus: 'DTREFURSA!:j MOTIREFURSA!:c3',
  MontantsCalculDroitRSA:
    'DDELECAL:x DFELECAL:x NBENFAUTCHA:e2 MTREVMINIGARARSA:x MTPENTRSA:x MTLOCALRSA:x MTREVGARARSA:x MTPFRSA:x MTALRSA:x MTRESSMENRSA:x MTSANADMRSA:x MTREDADMRSA:x MTSANCGRSA:x MTCUMINTEGRSA:x MTABANEURSA:x MTBRUTRSA:x MTTOTDRORSA:d9,2',
}

/** The only blocks whose children have a known order: a household is counted at its place between header and footer. */
export const ORDONNES_VRSD: ReadonlySet<string> = new Set(['Racine'])

/** Elements that only VRSB0801 has: in a VRSD flow, the file mixes two versions. */
export const BALISES_VRSB: ReadonlySet<string> = new Set([
  'DossierCAF',
  'Prestations',
  'MontantCalculDroitRSAPersonne',
  'Activite',
  'SuspensionVersement',
  'FinDroitMoisAnterieur',
  'NOMCOMNAI',
  'FG',
])

/** Elements that only the later beneficiaries flows VRSD0301 and VRSD0101 have (WebRSA's map of paths, interop.md §A3). */
export const BALISES_VRSD: ReadonlySet<string> = new Set([
  'VERSIONFLUX',
  'DossierCafMsa',
  'CalculDroitRSAPersonne',
  'FonctionPersonneRSA',
  'FonctionPersonnePFA',
  'CaracteristiquesEmployabilite',
  'MesureProtection',
  'LISPRENOMS',
  'LIEUNAI',
  'DroitOuvert',
  'SessionEvenement',
])
