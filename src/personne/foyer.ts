import { age } from '../socle/ui/dates.ts'

/** SITFAM in words, feminine or masculine by SEXE ('2', '1'). */
const SITUATIONS: Record<string, readonly [feminin: string, masculin: string]> = {
  ABA: ['conjoint disparu', 'conjoint disparu'],
  CEL: ['célibataire', 'célibataire'],
  DIV: ['divorcée', 'divorcé'],
  ISO: ['seule après une vie de couple', 'seul après une vie de couple'],
  MAR: ['mariée', 'marié'],
  PAC: ['pacsée', 'pacsé'],
  RPA: ['de nouveau en couple, pacsée', 'de nouveau en couple, pacsé'],
  RVC: ['de nouveau en couple', 'de nouveau en couple'],
  RVM: ['de nouveau en couple, mariée', 'de nouveau en couple, marié'],
  SEF: ['séparée de fait', 'séparé de fait'],
  SEL: ['séparée légalement', 'séparé légalement'],
  VEU: ['veuve', 'veuf'],
  VIM: ['en couple', 'en couple'],
}

/** « célibataire », « veuve »; a code the list doesn't know is said to be unknown, never shown. */
export function situationFamiliale(code: string, sexe: string): string {
  const mots = SITUATIONS[code]
  return mots ? mots[sexe === '2' ? 0 : 1] : 'situation familiale inconnue'
}

/** ROLEPERS in words. */
export const ROLES_FOYER: Record<string, string> = {
  DEM: 'demande le RSA',
  CJT: 'en couple avec la personne qui demande',
  ENF: 'enfant',
  AUT: 'autre personne du foyer',
  RDO: 'responsable du dossier',
}

/** Age at which compulsory schooling ends (code de l’éducation, L131-1). */
const FIN_SCOLARITE = 16

/** `clos`: an agent closed the file; `roles`: those that run; `suivie`: oriented or followed today; `dateNaissance`: YYYY-MM-DD. */
export type FaitsAccompagnable = { clos: boolean; roles: readonly string[]; suivie: boolean; dateNaissance: string }

/**
 * Why this person may not be convoked, diagnosed, oriented, entrusted to anybody, or null. Rights are those of who asks for the RSA and
 * of who lives with them as a couple (CASF L262-27 and following): a child or another member of the household isn't accompanied, nor
 * is anybody of school age. Somebody in no household yet, whom a list brought, may be. Who is followed already stays so, whatever the
 * household became; nothing is begun in a closed file (rule A10). Screens and server ask the same function.
 */
export function empechementAccompagnement(
  { clos, roles, suivie, dateNaissance }: FaitsAccompagnable,
  aujourdhui: string,
): MotifNonAccompagnee | null {
  if (clos) return 'dossier-clos'
  if (suivie) return null
  if (roles.length > 0 && !roles.some(role => role === 'DEM' || role === 'CJT')) return 'personne-non-accompagnee'
  return age(dateNaissance, aujourdhui) < FIN_SCOLARITE ? 'moins-de-seize-ans' : null
}

/** Why somebody who may not be accompanied isn't. */
export const NON_ACCOMPAGNEE = {
  'dossier-clos':
    'Le dossier est clos : rouvrez-le avant d’orienter, de donner un rendez-vous, de désigner un référent ou de noter un contact.',
  'personne-non-accompagnee':
    'Cette personne ne demande pas le RSA : elle est dans un foyer comme enfant ou autre membre, et n’est pas accompagnée. Voyez l’adulte du foyer qui l’est.',
  'moins-de-seize-ans':
    'Cette personne a moins de seize ans : elle ne peut pas être accompagnée. Vérifiez sa date de naissance ; si elle est juste, voyez un adulte de son foyer.',
} as const
export type MotifNonAccompagnee = keyof typeof NON_ACCOMPAGNEE
export const MOTIFS_NON_ACCOMPAGNEE = Object.keys(NON_ACCOMPAGNEE) as [MotifNonAccompagnee, ...MotifNonAccompagnee[]]

type Compose = { role: string; dateNaissance: string }

/** « Seule, 2 enfants (4 et 9 ans) », as the head of the file says it. `ages`: whole years of the children, any order. */
export function composition(sexe: string, autres: readonly Compose[], ages: readonly number[]): string {
  const enCouple = autres.some(m => m.role === 'CJT' || m.role === 'DEM')
  const debut = enCouple ? 'En couple' : sexe === '2' ? 'Seule' : 'Seul'
  if (ages.length === 0) return `${debut}, sans enfant au foyer`
  const ans = [...ages].sort((a, b) => a - b)
  const dernier = ans.at(-1) ?? 0
  const liste = ans.length === 1 ? `${dernier}` : `${ans.slice(0, -1).join(', ')} et ${dernier}`
  const enfants = ans.length === 1 ? '1 enfant' : `${ans.length} enfants`
  return `${debut}, ${enfants} (${liste} ${dernier > 1 ? 'ans' : 'an'})`
}

/**
 * The occupations a flow declares most (ACT; in VRSD, the coarser STATUEMPL: numbers), grouped as an agent thinks of them; the rest
 * is « autre situation ».
 */
const ACTIVITES: Record<string, string> = Object.fromEntries(
  Object.entries({
    'sans activité': 'SAC SSA SIN 30 90',
    'au chômage, sans indemnité': 'CHO CHR CNI ANP',
    'au chômage, avec indemnité': 'ABA ADA ADN AFD AIN ASP ASS FDA FDN CAR AFC',
    'au chômage, avec une activité': 'CAP CDA CDN CHA CPL ANI',
    'en emploi': 'SAL CDD CDI AMA AMT GSA INT TSA VRP VDI CSA DET 20 24',
    'en contrat aidé': 'CES CEA CEN CUI CIA CIS RMA PIL',
    'en travail adapté': 'AAP CAT CBS RAC CLD',
    'à son compte': 'ETI AEN EXP EXS AFA CJT MAR 22 23',
    'en apprentissage': 'APP JNF',
    'en formation': 'SFP SNR 25',
    'en études': 'ETU EBO ETS SCO 12',
    'en congé': 'CAC CCV CGP CSS SAB MAT 26',
    malade: 'MAL MLD MMC MMI INF SCI',
    'en situation de handicap ou d’invalidité': 'HAN INV INP SAV RAT',
    'à la retraite': 'RET PRE RSA',
    'au chômage': '21',
    'en études ou en apprentissage': '14',
    'à la retraite ou en invalidité': '40',
  }).flatMap(([mots, codes]) => codes.split(' ').map(code => [code, mots])),
)

/** ACT in words, or null when the flow says nothing. */
export function activite(code: string | null): string | null {
  return code === null ? null : (ACTIVITES[code] ?? 'autre situation')
}
