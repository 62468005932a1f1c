import iconv from 'iconv-lite'

/** Plainly fictitious financial flows, for the demonstration and for tests. Amounts as the flow writes them ("0000575.68"). */
const balise = (nom: string, valeur: string | undefined) => (valeur === undefined ? '' : `<${nom}>${valeur}</${nom}>`)

/** The fund that speaks, and the number it knows the household by. */
type Caisse = { organisme?: string; numeroOrganisme?: string; matricule?: string }

const identification = (numero: string | undefined, c: Caisse = {}) => `<IdentificationRSA>
<Organisme><FONORG>${c.organisme ?? 'CAF'}</FONORG><NUMORG>${c.numeroOrganisme ?? '591'}</NUMORG><MATRICULE>${c.matricule ?? '1234567'}</MATRICULE></Organisme>
<Partenaire><TYPEPARTE>CG</TYPEPARTE><IDEPARTE>059</IDEPARTE></Partenaire>
<DemandeRSA><DTDEMRSA>2025-01-10</DTDEMRSA>${balise('NUMDEMRSA', numero)}</DemandeRSA></IdentificationRSA>
<Personne><Identification><NOM>ESSAI</NOM><NIR>2850459990001</NIR></Identification></Personne>`

/** Around the households of a financial flow: a header, totals, the count; windows-1252 as the flows are. */
export function fluxFinancier(
  foyers: string[],
  { totaux = '', annonces = foyers.length, reference = '2025-02-28', creation = '2025-03-05' } = {},
): Buffer {
  return iconv.encode(
    `<?xml version="1.0" encoding="windows-1252"?>
<Racine><IdentificationFlux><APPLIEME>CRI</APPLIEME><NUMVERSIONAPPLIEME>4200</NUMVERSIONAPPLIEME><TYPEFLUX>M</TYPEFLUX><NATFLUX>F</NATFLUX>
<DTCREAFLUX>${creation}</DTCREAFLUX><HEUCREAFLUX>03:00:17.52</HEUCREAFLUX><DTREF>${reference}</DTREF></IdentificationFlux>
${foyers.join('\n')}
${totaux && `<TotalisationAcompte>${totaux}</TotalisationAcompte>`}
<TransmissionFlux><NBTOTDOSRSATRANSM>${annonces}</NBTOTDOSRSATRANSM><NBTOTDOSRSATRANSMANO>0</NBTOTDOSRSATRANSMANO></TransmissionFlux></Racine>`,
    'windows1252',
  )
}

export type UneCreance = {
  implantee?: string
  motif?: string
  responsabilite?: string
  /** First and last day of what was paid in excess. */
  periode?: readonly [string, string]
  /** Last payment back. */
  credit?: string
  nature?: string
  rang?: string
  solde?: string
  initial?: string
  mois?: string
}

export const unFoyerCreances = (numero: string | undefined, creances: UneCreance[], caisse?: Caisse): string =>
  `<InfosCreanceFoyerRSA>${identification(numero, caisse)}<Creance>${creances
    .map(
      c => `<CreancesTransferees><IdentificationCreance>${balise('DTIMPLCRE', c.implantee ?? '2025-01-15')}
<NATCRE>${c.nature ?? 'INK'}</NATCRE><RGCRE>${c.rang ?? '1'}</RGCRE></IdentificationCreance>
<DetailCreance><MOISMOUCOMPTA>${c.mois ?? '2025-02-01'}</MOISMOUCOMPTA><MOTIINDU>${c.motif ?? '40'}</MOTIINDU><ORIINDU>50</ORIINDU><RESPINDU>${c.responsabilite ?? '62'}</RESPINDU>
<DDREGUCRE>${c.periode?.[0] ?? '2024-10-01'}</DDREGUCRE><DFREGUCRE>${c.periode?.[1] ?? '2024-12-31'}</DFREGUCRE>${balise('DTDERCREDCRETRANS', c.credit)}<MTSOLREELCRETRANS>${c.solde ?? '0000575.68'}</MTSOLREELCRETRANS>
<MTINICRE>${c.initial ?? '0000600.00'}</MTINICRE></DetailCreance></CreancesTransferees>`,
    )
    .join('')}</Creance></InfosCreanceFoyerRSA>`

export type UnMouvement = {
  bloc: string
  nature?: string
  operation?: string
  sens?: string
  montant?: string
  interne?: string
  traite?: string
}

export const unFoyerAcompte = (
  numero: string | undefined,
  mouvements: UnMouvement[],
  caisse?: Caisse & { mois?: string },
): string =>
  `<InfosFinancieresFoyerRSA>${identification(numero, caisse)}<AcompteRSA><GeneraliteAcompteRSA><MOISMOUCOMPTA>${caisse?.mois ?? '2025-02-01'}</MOISMOUCOMPTA></GeneraliteAcompteRSA>
<DetailAcompteRSA>${mouvements
    .map(m => {
      const [dehors, dedans] = m.bloc.split('/')
      return `<${dehors}><${dedans}><NATPFCRE>${m.nature ?? 'RSD'}</NATPFCRE><RGCRE>0</RGCRE><NUMINTMOUCOMPTA>${m.interne ?? '1'}</NUMINTMOUCOMPTA>
<TYPEOPECOMPTA>${m.operation ?? 'PME'}</TYPEOPECOMPTA><SENSOPECOMPTA>${m.sens ?? 'AJ'}</SENSOPECOMPTA><MTMOUCOMPTA>${m.montant ?? '0000500.00'}</MTMOUCOMPTA>
<DTTRAIMOUCOMPTA>${m.traite ?? '2025-02-25'}</DTTRAIMOUCOMPTA><HEUTRAIMOUCOMPTA>10:11:12</HEUTRAIMOUCOMPTA></${dedans}></${dehors}>`
    })
    .join('')}</DetailAcompteRSA></AcompteRSA></InfosFinancieresFoyerRSA>`

/** A total block with its four amounts. */
export const unTotal = (bloc: string, [socle, majore, local, tout]: [string, string, string, string]): string =>
  `<${bloc}><MTTOTSOCLRSA>${socle}</MTTOTSOCLRSA><MTTOTSOCLMAJORSA>${majore}</MTTOTSOCLMAJORSA><MTTOTLOCALRSA>${local}</MTTOTLOCALRSA><MTTOTRSA>${tout}</MTTOTRSA></${bloc}>`

/** Where each kind of movement stands in DetailAcompteRSA, as the flow spells it. */
export const BLOCS = {
  allocation: 'AllocationsComptabilisees/DetailAllocationComptabilisée',
  indu: 'IndusConstates/DetailInduConstate',
  transfere: 'IndusTransferesCG/DetailnduTransfereCG',
  remise: 'RemisesIndus/DetailRemiseIndu',
} as const
