import { z } from 'zod'

const Periode = z.object({ debut: z.string(), fin: z.string().nullable() })
export type Periode = z.infer<typeof Periode>

/** One of the two files of a pair: what an agent compares, and what decides whether they can become one. */
export const DossierCompare = z.object({
  id: z.uuid(),
  nom: z.string(),
  nomNaissance: z.string(),
  prenom: z.string(),
  sexe: z.string(),
  dateNaissance: z.string(),
  communeNaissance: z.string().nullable(),
  nir: z.enum(['certifie', 'connu', 'inconnu']),
  telephone: z.string().nullable(),
  courriel: z.string().nullable(),
  /** Households the person is in now. */
  foyers: z.array(
    z.object({
      id: z.uuid(),
      role: z.string(),
      organisme: z.string(),
      matricule: z.string(),
      numeroDemandeRsa: z.string(),
      adresse: z.string(),
    }),
  ),
  droit: z.object({ etat: z.string(), soumis: z.boolean().nullable(), motif: z.string().nullable() }).nullable(),
  /** Reception day of the running orientation delay. */
  delaiDepuis: z.string().nullable(),
  structure: z.string().nullable(),
  referent: z.string().nullable(),
  orientations: z.array(Periode),
  accompagnements: z.array(Periode),
  rendezVous: z.number(),
  diagnostics: z.number(),
  fusionnee: z.boolean(),
})
export type DossierCompare = z.infer<typeof DossierCompare>

/** Fields of which the agent says, at the merge, whose value is kept; by the name of their difference. */
export const A_CHOISIR = {
  nomNaissance: 'nom-naissance',
  nom: 'nom',
  prenom: 'prenom',
  dateNaissance: 'date-naissance',
  telephone: 'telephone',
  courriel: 'courriel',
} as const
/** For each field, whether the value of the file kept or of the other one stays. */
export const ChoixFusion = z.partialRecord(
  z.enum(Object.values(A_CHOISIR) as [(typeof A_CHOISIR)[keyof typeof A_CHOISIR]]),
  z.enum(['garde', 'absorbe']),
)
export type ChoixFusion = z.infer<typeof ChoixFusion>

/** How sure a pair is, in words. */
export function vraisemblance(score: number): string {
  if (score >= 90) return 'presque sûr'
  return score >= 75 ? 'probable' : 'à vérifier'
}

export const STATUTS = { 'a-decider': 'À décider', fusionnees: 'Réunis', distinctes: 'Deux personnes' } as const
export const StatutDoublon = z.enum(Object.keys(STATUTS) as [keyof typeof STATUTS, ...(keyof typeof STATUTS)[]])

/** A daterange [debut, fin[ as PostgreSQL compares them: an empty one meets nothing. */
function seChevauchent(a: Periode, b: Periode): boolean {
  if (a.debut === a.fin || b.debut === b.fin) return false
  return (b.fin === null || a.debut < b.fin) && (a.fin === null || b.debut < a.fin)
}

type Place = DossierCompare['foyers'][number]
/** A household has one applicant and one spouse: two files in one of these places are one person too many. */
const memePlace = (a: Place, b: Place) => a.role === b.role && (a.role === 'DEM' || a.role === 'CJT')

const enCours = (periodes: readonly Periode[]) => periodes.find(p => p.fin === null)

/**
 * Why two files can't become one with `garde` kept, or null (E5). A follow-up is never dropped by a merge: two running ones
 * are for the professionals to settle first. The delay keeps its earliest day (E2). The screen and the server ask it.
 */
export function empechementFusion(garde: DossierCompare, absorbe: DossierCompare): keyof typeof MESSAGES | null {
  if (garde.fusionnee || absorbe.fusionnee) return 'dossier-deja-reuni'
  if (garde.nir === 'certifie' && absorbe.nir === 'certifie') return 'deux-nir-certifies'
  if (garde.foyers.some(f => absorbe.foyers.some(g => g.id === f.id && !memePlace(f, g)))) return 'meme-foyer'
  const suivis = [
    [garde.accompagnements, absorbe.accompagnements, 'deux-accompagnements'],
    [garde.orientations, absorbe.orientations, 'deux-orientations'],
  ] as const
  for (const [siens, autres, code] of suivis) {
    const courant = enCours(autres)
    if (!courant) continue
    if (enCours(siens)) return code
    if (siens.some(p => seChevauchent(p, courant))) return 'suivi-dans-l-autre'
  }
  if (garde.delaiDepuis && absorbe.delaiDepuis && absorbe.delaiDepuis < garde.delaiDepuis) return 'delai-plus-ancien'
  return null
}

export const MESSAGES = {
  'dossier-deja-reuni':
    'L’un de ces dossiers est déjà réuni à un autre. Séparez-les d’abord, dans la liste des dossiers réunis.',
  'deux-nir-certifies':
    'Ces deux personnes ont chacune un numéro de sécurité sociale certifié : ce sont deux personnes. Dites-le, ou faites corriger le numéro par la CAF ou la MSA.',
  'meme-foyer':
    'Ces deux personnes sont dans le même foyer en ce moment : la CAF ou la MSA les compte séparément. Signalez-lui l’erreur, ou dites que ce sont deux personnes.',
  'deux-accompagnements':
    'Deux référents suivent cette personne, un dans chaque dossier. Réunir ferait perdre l’un des deux suivis : mettez fin à l’un des deux avant.',
  'deux-orientations':
    'Chaque dossier a une orientation en cours. Réunir ferait perdre l’une des deux : mettez fin à l’une des deux avant.',
  'suivi-dans-l-autre':
    'Le suivi en cours est dans l’autre dossier, et il chevauche un suivi ancien de celui-ci. Gardez l’autre dossier.',
  'delai-plus-ancien':
    'Le délai d’orientation court depuis plus longtemps dans l’autre dossier. Gardez l’autre, pour qu’il parte du bon jour.',
  'doublon-introuvable': 'Cette comparaison n’existe pas, ou elle n’est pas dans votre périmètre. Rechargez la liste.',
  'deja-tranche':
    'Un autre agent a déjà décidé pour ces deux dossiers. Rechargez la liste pour voir ce qui a été choisi.',
  'dossier-hors-paire': 'Le dossier à garder n’est pas l’un des deux. Rechargez la liste, puis choisissez de nouveau.',
  'fusion-plus-recente':
    'Un autre dossier a été réuni à celui-ci depuis. Séparez d’abord le dernier réuni, puis celui-ci.',
} as const

/** Fields of two files that say different things, their households among them; what one of them doesn't know is no difference. */
export function differences(a: DossierCompare, b: DossierCompare): string[] {
  const cles = [
    'nom',
    'nomNaissance',
    'prenom',
    'sexe',
    'dateNaissance',
    'communeNaissance',
    'telephone',
    'courriel',
  ] as const
  const dites: string[] = cles.filter(cle => a[cle] !== null && b[cle] !== null && a[cle] !== b[cle])
  const foyers = (d: DossierCompare) =>
    d.foyers.map(f => [f.organisme, f.matricule, f.numeroDemandeRsa, f.role, f.adresse].join(' ')).join('|')
  if (foyers(a) && foyers(b) && foyers(a) !== foyers(b)) dites.push('foyer')
  return dites
}

/** Which file to propose to keep: the one that can be (`empechementFusion`), then the one most was done in, then the first known. */
export function aGarder(a: DossierCompare, b: DossierCompare): string {
  const possible = [empechementFusion(a, b) === null, empechementFusion(b, a) === null]
  if (possible[0] !== possible[1]) return possible[0] ? a.id : b.id
  const suivi = (d: DossierCompare) => d.accompagnements.length + d.orientations.length + d.diagnostics + d.rendezVous
  if (suivi(a) !== suivi(b)) return suivi(a) > suivi(b) ? a.id : b.id
  // Ids are UUID v7: the smaller one was created first.
  return [a.id, b.id].sort()[0] ?? a.id
}
