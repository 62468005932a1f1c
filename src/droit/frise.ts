import { direSanction, type SanctionDite, type SanctionLue } from './caisse/sanction.ts'
import { ETATS_DROIT } from './entree.ts'

/** Why a payment is suspended (MOTISUSVERSRSA), in words; codes of VRSB0801, then those of VRSD. */
const VERSEMENT_SUSPENDU: Record<string, string> = {
  '01': 'ressources au-dessus du plafond',
  '02': 'moins de 25 ans sans personne à charge',
  '03': 'activité non compatible',
  '04': 'titre de séjour non valide',
  '05': 'montant sous le seuil de versement',
  '06': 'déclaration trimestrielle non fournie',
  '09': 'condition de résidence non remplie',
  '19': 'isolement non reconnu',
  '31': 'prestation exclue, affiliation partielle',
  '34': 'régime non compatible',
  '35': 'avantage vieillesse à demander',
  '36': 'titre de séjour absent',
  '44': 'hospitalisation',
  '70': 'action non engagée',
  '78': 'surface pondérée au-dessus du plafond ou inconnue',
  '84': 'droit éteint',
  '85': 'pas d’allocataire',
  '97': 'bénéficiaire d’une AAH réduite',
  AB: 'allocataire absent du foyer',
  CG: 'sanction appliquée',
  CV: 'décision du département attendue',
  CZ: 'activité antérieure insuffisante',
  DA: 'activité antérieure absente',
  DB: 'rémunération d’étudiant insuffisante',
  DC: 'activité antérieure non conforme',
  MRE: 'ressources au-dessus du plafond',
  MCO: 'ressources au-dessus du plafond, contrat en cours',
  MAU: 'autre motif',
  SDT: 'déclaration trimestrielle non fournie',
}

/** Why a right is suspended (MOTISUSDRORSA): D…, the whole file; G…, the benefit. */
const DROIT_SUSPENDU: Record<string, string> = {
  DA: 'situation de famille à préciser',
  DB: 'ressources à préciser',
  DC: 'enquête administrative',
  DD: 'enquête sociale',
  DE: 'imprimé de contrôle non rendu',
  DF: 'changement de caisse à confirmer',
  DG: 'décès de Madame',
  DH: 'décès de Monsieur',
  DI: 'autre motif',
  DJ: 'paiement arrêté ou réimputé',
  DK: 'contrôle de l’assurance chômage sans réponse',
  DL: 'courrier revenu non distribué',
  DM: 'résidence inconnue',
  DN: 'droits divergents',
  DO: 'droits divergents',
  DP: 'contrôle de l’allocation de soutien familial',
  GA: 'enquête administrative',
  GC: 'imprimé de contrôle non rendu',
  GE: 'forfait de travailleur indépendant non fourni',
  GF: 'situation de famille à préciser',
  GI: 'changement de caisse non fourni',
  GJ: 'décision du département',
  GK: 'contrat d’insertion',
  GL: 'action non engagée',
  GR: 'activité ou ressources à contrôler',
  GS: 'enquête sociale',
  GX: 'autre motif',
  SCA: 'condition administrative',
  SCO: 'contrôle en cours',
  SMU: 'changement de caisse',
  SCG: 'décision du département',
  SDT: 'déclaration trimestrielle non fournie',
}

/** Why a right is closed (MOTICLORSA). */
const CLOS: Record<string, string> = {
  PCG: 'décision du département',
  ECH: 'quatre mois sans droit',
  EFF: 'bascule annulée',
  MUT: 'dossier parti dans un autre organisme',
  RGD: 'dossiers regroupés',
  RFD: 'fin de droit',
  RAU: 'autre motif',
  RST: 'option pour le revenu supplémentaire temporaire',
  RSO: 'option pour le revenu de solidarité',
  CFD: 'fin de droit',
  CAU: 'autre motif',
}

/** Why a claim is refused (MOTIREFURSA). */
const REFUSE: Record<string, string> = {
  F02: 'moins de 25 ans sans personne à charge',
  F04: 'titre de séjour non valide',
  F09: 'condition de résidence non remplie',
  F85: 'pas d’allocataire',
  F97: 'bénéficiaire d’une AAH réduite',
  FDD: 'statut d’indépendant sans droit',
  FDB: 'rémunération d’étudiant insuffisante',
  DSD: 'demande sans droit',
  PCG: 'décision du département',
}

const MOTIFS: Record<string, Record<string, string>> = {
  '1': REFUSE,
  '3': DROIT_SUSPENDU,
  '4': VERSEMENT_SUSPENDU,
  '5': CLOS,
  '6': CLOS,
  absent: { 'sortie-du-foyer': 'la personne a quitté le foyer' },
}

export type EtatDroit = { etat: string; soumis: boolean | null; motif: string | null }
export type PeriodeDroit = EtatDroit & { foyer: string; debut: string; fin: string | null; depuis: string | null }
export type TonDroit = 'done' | 'soon' | 'late' | 'waiting'

/**
 * A state of the right as one sentence without a code: « Versement suspendu : déclaration trimestrielle non fournie ».
 * `sexe`: '1' man, '2' woman (SEXE). A reason the lists don't know is left out.
 */
export function phraseDroit({ etat, soumis, motif }: EtatDroit, sexe: string): string {
  const base = ETATS_DROIT[etat] ?? 'État du droit inconnu'
  if (etat === '2') {
    const accord = sexe === '2' ? 'soumise' : 'soumis'
    if (soumis === null) return base
    return `${base}, ${soumis ? '' : 'non '}${accord} aux droits et devoirs`
  }
  const raison = motif === null ? undefined : MOTIFS[etat]?.[motif]
  return raison ? `${base}\u00a0: ${raison}` : base
}

export function tonDroit({ etat, soumis }: EtatDroit): TonDroit {
  if (etat === '2') return soumis === false ? 'waiting' : 'done'
  if (etat === '3' || etat === '4') return 'soon'
  return etat === '0' || etat === 'absent' ? 'waiting' : 'late'
}

export type BandeFrise = {
  phrase: string
  ton: TonDroit
  debut: string
  fin: string | null
  /** Day the CAF or the MSA gives for the start of the suspension or of the closing, when it isn't the flow's. */
  depuis: string | null
  /** Where it stands on the axis, in percent; null when it ended before the axis begins. */
  place: Place
}
type Place = { gauche: number; largeur: number } | null
export type SanctionFrise = SanctionLue & { place: Place }
export type Frise = {
  mois: { cle: string; gauche: number }[]
  lignes: { foyer: string; bandes: BandeFrise[]; sanctions: SanctionFrise[] }[]
}

/**
 * The rights of a person along an axis of months that ends with the present one, a line per household, latest period first, with the
 * sanctions that its fund says. Periods that follow each other with the same sentence are shown as one. `moisMax` bounds the axis,
 * never the list.
 */
export function frise(
  periodes: readonly PeriodeDroit[],
  aujourdhui: string,
  sexe: string,
  { sanctions = [], moisMax = 24 }: { sanctions?: readonly SanctionDite[]; moisMax?: number } = {},
): Frise {
  const debuts = [...periodes, ...sanctions].map(p => p.debut)
  const { mois, placer } = axe(debuts, aujourdhui, moisMax)
  const foyers = [...new Set([...periodes, ...sanctions].map(p => p.foyer))]
  const lignes = foyers.map(foyer => ({
    foyer,
    bandes: enBandes(
      periodes.filter(p => p.foyer === foyer),
      sexe,
    )
      .map(bande => ({ ...bande, place: placer(bande) }))
      .reverse(),
    sanctions: sanctions
      .filter(s => s.foyer === foyer)
      .map(s => direSanction(s, aujourdhui))
      .map(s => ({ ...s, place: placer(s) })),
  }))
  const dernier = ({ bandes, sanctions: s }: Frise['lignes'][number]) => bandes[0]?.debut ?? s[0]?.debut ?? ''
  lignes.sort((a, b) => (dernier(a) < dernier(b) ? 1 : -1))
  return { mois, lignes }
}

/** The months of the axis, and where a period stands on it, in percent: null when it ended before the axis, or begins after it. */
function axe(debuts: readonly string[], aujourdhui: string, moisMax: number) {
  const finAxe = Temporal.PlainDate.from(aujourdhui).with({ day: 1 }).add({ months: 1 })
  const premier = [aujourdhui, ...debuts].sort()[0] ?? aujourdhui
  const tot = finAxe.subtract({ months: moisMax })
  // Six months at least: a right of three days must not fill the whole axis.
  const tard = finAxe.subtract({ months: 6 })
  let debutAxe = Temporal.PlainDate.from(premier).with({ day: 1 })
  if (Temporal.PlainDate.compare(debutAxe, tot) < 0) debutAxe = tot
  if (Temporal.PlainDate.compare(debutAxe, tard) > 0) debutAxe = tard
  const longueur = debutAxe.until(finAxe).days
  const position = (jour: string) => {
    const jours = debutAxe.until(Temporal.PlainDate.from(jour)).days
    return Math.round((Math.min(Math.max(jours, 0), longueur) / longueur) * 10_000) / 100
  }
  const mois: Frise['mois'] = []
  for (let m = debutAxe; Temporal.PlainDate.compare(m, finAxe) < 0; m = m.add({ months: 1 })) {
    mois.push({ cle: m.toString().slice(0, 7), gauche: position(m.toString()) })
  }
  const placer = (p: { debut: string; fin: string | null }): Place => {
    const fin = p.fin ?? aujourdhui
    if (fin < debutAxe.toString() || p.debut >= finAxe.toString()) return null
    const gauche = position(p.debut)
    return { gauche, largeur: Math.max(position(fin) - gauche, 0.5) }
  }
  return { mois, placer }
}

function enBandes(periodes: readonly PeriodeDroit[], sexe: string): Omit<BandeFrise, 'place'>[] {
  const bandes: Omit<BandeFrise, 'place'>[] = []
  for (const p of [...periodes].sort((a, b) => (a.debut < b.debut ? -1 : 1))) {
    const phrase = phraseDroit(p, sexe)
    const precedente = bandes.at(-1)
    if (precedente?.phrase === phrase) precedente.fin = p.fin
    else bandes.push({ phrase, ton: tonDroit(p), debut: p.debut, fin: p.fin, depuis: p.depuis })
  }
  return bandes
}
