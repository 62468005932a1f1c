/**
 * CNAF/CCMSA beneficiaries flow VRSB0801 (Cristal V4200): every element, its place, how often it comes and what it holds.
 * Source: vrsb0801.xsd as published by gip-inclusion/carnet-de-bord; `vrsb0801.test.ts` compares the two element by element.
 *
 * One entry per block, its children in their compulsory order. After a name: nothing = once, `?` = 0 or 1, `*` = 0 or more,
 * `+` = 1 or more, `{m,n}` = m to n. After a colon, the type: `c3` string of at most 3 characters, `e5` integer of at most
 * 5 digits, `d9,2` decimal of at most 9 digits of which 2 after the point, `j` day, `h` time, `b` boolean. No type = a block.
 */
export const VRSB0801: Readonly<Record<string, string>> = {
  Racine: 'IdentificationFlux InfosFoyerRSA* TransmissionFlux',
  IdentificationFlux: 'APPLIEME:c3 NUMVERSIONAPPLIEME:c4 TYPEFLUX:c1 NATFLUX:c1 DTCREAFLUX:j HEUCREAFLUX:h DTREF:j',
  TransmissionFlux: 'NBTOTDOSRSATRANSM:e8 NBTOTDOSRSATRANSMANO:e8',

  InfosFoyerRSA: 'IdentificationRSA Personne+ DonneesAdministratives PrestationRSA Evenement* Controle? Anomalie*',
  IdentificationRSA: 'Organisme Partenaire DemandeRSA DemandeRMI? OrganismeCedant? OrganismePrenant?',
  Organisme: 'FONORG:c3 NUMORG:c3 MATRICULE:e15',
  Partenaire: 'TYPEPARTE:c4 IDEPARTE:c3',
  DemandeRSA: 'DTDEMRSA:j NUMDEMRSA:c11',
  DemandeRMI: 'DateDemandeRMI NumeroInstructionRMI',
  DateDemandeRMI: 'DTDEMRMI:j',
  NumeroInstructionRMI: 'NUMDEPINSRMI:c3 TYPEINSRMI:c1 NUMCOMINSRMI:e3 NUMAGRINSRMI:c2 NUMDOSINSRMI:e5 NUMCLI:e3',
  OrganismeCedant: 'FONORGCEDMUT:c3 NUMORGCEDMUT:c3 MATRICULEORGCEDMUT?:e15 DDARRMUT:j',
  OrganismePrenant: 'FONORGPRENMUT:c3 NUMORGPRENMUT:c3 DDDEPAMUT:j',

  Personne:
    'Identification DossierCAF Prestations{2,2} Rattachement{0,2} DossierPoleEmploi? Ressources? MontantCalculDroitRSAPersonne? Activite* PensionAlimentaire? Grossesse? InformationsAgricoles? AvisPCGPersonne? AvisCGSSDOMPersonne?',
  Identification:
    'QUAL?:c3 NOM:c28 NOMNAI:c28 PRENOM:c32 PRENOM2?:c15 PRENOM3?:c15 NOMCOMNAI:c26 DTNAI:j RGNAI?:e1 TYPEDTNAI?:c1 NIR?:c15 TOPVALIEC?:b SEXE:c1',
  DossierCAF: 'TOPRESPDOS:b DDRATDOS:j DFRATDOS?:j NUMDEMRSAPRECE?:c11',
  Prestations: 'NATPREST:c3 ROLEPERS:c3 TOPCHAPERS:b',
  Rattachement: 'NOMNAI:c28 PRENOM:c32 DTNAI:j NIR?:c15 TYPEPAR:c3',
  DossierPoleEmploi: 'IDASSEDIC:c8',
  Ressources: 'GeneraliteRessourcesTrimestre RessourcesMensuelles{0,3}',
  GeneraliteRessourcesTrimestre: 'TOPRESSNUL:b DDRESS:j DFRESS:j',
  RessourcesMensuelles: 'GeneraliteRessourcesMensuelles DetailRessourcesMensuelles+',
  GeneraliteRessourcesMensuelles: 'MOISRESS:j NBHEUMENTRA?:e3',
  DetailRessourcesMensuelles: 'NATRESS:c3 MTNATRESSMEN:d9,2 ABANEU?:c1',
  MontantCalculDroitRSAPersonne:
    'TOPPERSDRODEVORSA:b TOPPERSENTDRODEVORSA?:b MTPERSRESSMENRSA?:d9,2 MTPERSABANEURSA?:d9,2',
  Activite: 'REG?:c2 ACT:c3 DDACT:j DFACT?:j NATCONTRTRA?:c3 TOPCONDADMETI?:b',
  PensionAlimentaire: 'Asf{0,2} CreanceAlimentaire*',
  Asf: 'SITASF:c2 PARASSOASF:c1 DDASF:j DFASF?:j',
  CreanceAlimentaire:
    'ETATCREALIM:c2 DDCREALIM:j DFCREALIM?:j ORIOBLALIM:c3 MOTIDISCREALIM?:c3 COMMCREALIM?:c50 MTSANCREALIM?:d9,2',
  Grossesse: 'DDGRO:j DFGRO?:j DTDECLGRO:j NATFINGRO?:c1',
  InformationsAgricoles: 'MTBENAGRI?:d10,2 REGFISAGRI?:c1 DTBENAGRI?:j',
  AvisPCGPersonne: 'ConditionETI? Derogation* ExclueRSA? Liberalite?',
  ConditionETI: 'AVISEVARESSNONSAL:c1 DTSOURESSNONSAL:j DTEVARESSNONSAL?:j MTEVARESSNONSAL?:d9,2',
  Derogation: 'TYPEDERO:c3 AVISDERO:c1 DDAVISDERO:j DFAVISDERO?:j',
  ExclueRSA: 'EXCL:c1 DDEXCL:j DFEXCL?:j',
  Liberalite: 'MTLIBERNONDECL:d9,2 DTABSDECLLIBER:j',
  AvisCGSSDOMPersonne: 'JUSACTDOM:c1 RESUJUSACTDOM:c1',

  DonneesAdministratives: 'SituationFamille Adresse{1,3}',
  SituationFamille: 'SITFAM:c3 DDSITFAM:j REGAGRIFAM?:c3',
  Adresse: 'TroncCommunAdresse AdresseDetailleeFrance? AdresseHorsFrance?',
  TroncCommunAdresse: 'RGADR:e2 DTEMM?:j PAYS:c3 TYPEADR:c1 ETATADR:c2',
  AdresseDetailleeFrance:
    'COMPLIDEADR:c38 COMPLADR:c38 NUMVOIE:c6 LIBTYPEVOIE:c30 NOMVOIE:c32 LIEUDIST:c38 NUMCOM:c5 CODEPOS:e5 NOMCOM:c32',
  AdresseHorsFrance: 'LIBLIG2ADR:c38 LIBLIG3ADR:c38 LIBLIG4ADR:c38 LIBLIG5ADR:c38 LIBLIG6ADR:c38 LIBLIG7ADR:c38',

  PrestationRSA: 'SituationDossierRSA DetailDroitRSA',
  SituationDossierRSA: 'EtatDossierRSA Refus? SuspensionDroit* SuspensionVersement* FinDroit? FinDroitMoisAnterieur?',
  EtatDossierRSA: 'ETATDOSRSA:c1',
  Refus: 'DTREFURSA:j MOTIREFURSA:c3',
  SuspensionDroit: 'MOTISUSDRORSA:c2 DDSUSDRORSA:j NATGROUPFSUS?:c3',
  SuspensionVersement: 'MOTISUSVERSRSA:c2 DDSUSVERSRSA:j',
  FinDroit: 'MOTICLORSA:c3 DTCLORSA:j',
  FinDroitMoisAnterieur: 'MOTICLORSA:c3 DTCLORSA:j',
  DetailDroitRSA: 'TroncCommunDroitRSA SpecificiteDOM? MontantsCalculDroitRSA? DetailCalculDroitRSA* AvisPCGDroitRSA?',
  TroncCommunDroitRSA: 'TOPSANSDOMFIXE:b NBENFAUTCHA?:e2 ORIDEMRSA:c3 DTORIDEMRSA?:j TOPFOYDRODEVORSA?:b',
  SpecificiteDOM:
    'SURFAGRIDOM:d5,2 DDSURFAGRIDOM:j SURFAGRIDOMPLA?:d5,2 NBTOTAIDEFAMSURFDOM?:e3 NBTOTPERSMAJOSURFDOM?:e3',
  MontantsCalculDroitRSA:
    'DDELECAL:j DFELECAL?:j MTREVMINIGARARSA:d9,2 MTPENTRSA?:d9,2 MTLOCALRSA?:d9,2 MTREVGARARSA:d9,2 MTPFRSA?:d9,2 MTALRSA?:d9,2 MTRESSMENRSA:d9,2 MTSANOBLALIMRSA?:d9,2 MTREDHOSRSA?:d9,2 MTREDCGRSA?:d9,2 MTCUMINTEGRSA?:d9,2 MTABANEURSA?:d9,2 MTTOTDRORSA:d9,2',
  DetailCalculDroitRSA: 'NATPF:c3 SOUSNATPF:c5 DDNATDRO:j DFNATDRO?:j MTRSAVERS?:d9,2 DTDERRSAVERS?:j',
  AvisPCGDroitRSA: 'ConditionAdministrative* ReductionRSA* PaiementTiers?',
  ConditionAdministrative:
    'AVISCONDADMRSA:c1 MOTICONDADMRSA:c2 COMM1CONDADMRSA?:c60 COMM2CONDADMRSA?:c60 DTEFFAVISCONDADMRSA:j',
  ReductionRSA: 'MTREDRSA:d9,2 DDREDRSA:j DFREDRSA?:j',
  PaiementTiers: 'AVISDESTPAIRSA:c1 DTAVISDESTPAIRSA:j NOMTIE:c64 TYPEPERSTIE:c1',

  Evenement: 'DTLIQ:j HEULIQ:h FG:c9',
  Controle: 'ControleAdministratif*',
  ControleAdministratif:
    'IdentificationCibleControleAdministratif IdentificationControleAdministratif ModaliteControleAdministratif ResultatControleAdministratif',
  IdentificationCibleControleAdministratif: 'DTEFFCIBCONTRO:j CIBCONTRO:c3 CIBCONTROMSA?:c3',
  IdentificationControleAdministratif: 'DTDETECCONTRO:j DTCLOCONTRO:j',
  ModaliteControleAdministratif: 'LIBCIBCONTRO:c45 FAMCIBCONTRO:c2 NATCIBCONTRO:c3 COMMACONTRO:c3 TYPECONTRO:c2',
  ResultatControleAdministratif: 'TYPEIMPACCONTRO:c1 MTINDURSACGCONTRO?:d11,2 MTRAPRSACGCONTRO?:d11,2',
  Anomalie: 'LIBANO:c200',
}
