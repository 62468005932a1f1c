import { sql } from 'kysely'
import { inscrireAccompagnementsRepris } from '../accompagnement/accompagnement.queries.ts'
import { assurerReferent, referentsEmpeches } from '../agent/par-liste/referent-a-completer.queries.ts'
import { porteeDuDepot } from '../agent/portee-depot.queries.ts'
import { nonAccompagnables } from '../droit/accompagnable.queries.ts'
import { direLaFin, finsDeDroit } from '../droit/fin-de-droit.queries.ts'
import type { FinDeDroit } from '../droit/suivi-selon-droit.ts'
import type { Dominante } from '../offre/dominante.ts'
import { assurerStructure } from '../offre/structure-a-completer.queries.ts'
import type { MotifNonAccompagnee } from '../personne/foyer.ts'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { accorderAuDroit } from './accorder-au-droit.queries.ts'
import { inscrireOrientationsReprises } from './reprise-de-suivi.queries.ts'

/** A follow-up running elsewhere, of a known person. `ligne`: where it stands in its file. */
export type SuiviAReprendre = {
  ligne: number
  personneId: string
  /** Null: begun nobody knows when, running on `recuLe`. */
  dateOrientation: string | null
  /** Day the list was received. */
  recuLe: string
  dominante: Dominante
  structure: string
  referentCourriel: string
}
type ChampSuivi = 'numeroDemandeRsa' | 'dateOrientation' | 'referentCourriel'
/** What became of it; an object says why it is set aside, or taken up ended, and which field is in question. */
export type IssueSuivi = 'cree' | 'inchange' | { champ: ChampSuivi; motif: string; repris?: true }

type Datee = SuiviAReprendre & { dateOrientation: string }
type Suivi = Datee & { structureId: string; referentId: string }

const NON_SUIVABLES: Record<MotifNonAccompagnee, string> = {
  'dossier-clos': 'le dossier de cette personne est clos : rouvrez-le avant de reprendre ce suivi',
  'moins-de-seize-ans': 'cette personne a moins de seize ans',
  'personne-non-accompagnee': 'cette personne n’est au foyer que comme enfant ou autre membre',
}

const refusee = (motif: MotifNonAccompagnee) => ({ champ: 'numeroDemandeRsa' as const, motif: NON_SUIVABLES[motif] })

/**
 * Gives each person the orientation and the référent they already have elsewhere; structures and référents nobody knew are created
 * « à compléter ». Somebody followed by another référent is left alone, a child of the household too, and nobody is given to an agent
 * who may not have them from this list; the same follow-up again changes nothing. One whose right has ended since is taken up ended
 * (rule E1): back, the person enters. By line.
 */
export async function reprendreSuivis(
  ctx: Context,
  lignesDites: readonly SuiviAReprendre[],
): Promise<Map<number, IssueSuivi>> {
  const connus = await suivisConnus(ctx, lignesDites)
  const lignes = lignesDites.map(l => ({ ...l, dateOrientation: l.dateOrientation ?? l.recuLe }))
  const sansDate = lignesDites.filter(l => l.dateOrientation === null)
  const [premiere] = sansDate
  // A line that says no date tells nothing of who had no right any more when it was received.
  const finies = await finsDeDroit(
    ctx,
    sansDate.map(l => l.personneId),
    premiere?.recuLe ?? ctx.today,
  )
  const partout = (await porteeDuDepot(ctx)) === null
  const empeche = await referentsEmpeches(
    ctx,
    lignes.map(l => l.referentCourriel),
    partout,
  )
  const nonSuivables = await nonAccompagnables(
    ctx,
    lignes.map(l => l.personneId),
  )
  const issues = new Map<number, IssueSuivi>()
  const suivis: Suivi[] = []
  const structures = new Map<string, string>()
  const referents = new Map<string, string>()
  const vues = new Set<string>()
  for (const ligne of lignes) {
    const nonSuivable = nonSuivables.get(ligne.personneId)
    const connu = connus.get(ligne.personneId) ?? INCONNU
    const issue = vues.has(ligne.personneId)
      ? { champ: 'numeroDemandeRsa' as const, motif: 'cette personne figure déjà plus haut dans le fichier' }
      : // Running there, closed here: a follow-up that the closing ended isn't « déjà à jour ».
        nonSuivable === 'dossier-clos'
        ? refusee(nonSuivable)
        : (issueConnue(ctx, ligne, connu) ??
          (nonSuivable ? refusee(nonSuivable) : null) ??
          dejaFini(ctx, finies.get(ligne.personneId)))
    vues.add(ligne.personneId)
    const motif = empeche(ligne.referentCourriel, ligne.structure)
    const sansReferent = motif ? { champ: 'referentCourriel' as const, motif } : null
    issues.set(ligne.ligne, issue ?? sansReferent ?? 'cree')
    if (issue ?? sansReferent) continue
    const cleStructure = `${ligne.structure.toLowerCase()} ${ligne.dominante}`
    const structureId =
      structures.get(cleStructure) ?? (await assurerStructure(ctx, ligne.structure, ligne.dominante, partout))
    structures.set(cleStructure, structureId)
    const cleReferent = `${ligne.referentCourriel} ${structureId}`
    const referentId = referents.get(cleReferent) ?? (await assurerReferent(ctx, ligne.referentCourriel, structureId))
    referents.set(cleReferent, referentId)
    suivis.push({ ...ligne, structureId, referentId })
  }
  const finis = await inscrire(ctx, suivis)
  for (const { ligne, personneId } of suivis) {
    const fin = finis.get(personneId)
    if (fin)
      issues.set(ligne, {
        champ: 'dateOrientation',
        motif: `suivi repris, et clos : ${direLaFin(ctx, fin)} ; ${AU_RETOUR}`,
        repris: true,
      })
  }
  return issues
}

type Periode = { debut: string; fin: string }
type SuiviConnu = { courriel: string | null; passes: Periode[]; orientations: Periode[] }
const INCONNU: SuiviConnu = { courriel: null, passes: [], orientations: [] }

const AU_RETOUR = 'à son retour au RSA, cette personne sera à orienter comme une nouvelle entrante'

function dejaFini(ctx: Context, fin: FinDeDroit | undefined): IssueSuivi | null {
  if (!fin) return null
  const motif = `${direLaFin(ctx, fin)} et cette ligne ne dit pas depuis quand elle est suivie ; ${AU_RETOUR}`
  return { champ: 'dateOrientation', motif }
}

async function suivisConnus(ctx: Context, lignes: readonly SuiviAReprendre[]): Promise<Map<string, SuiviConnu>> {
  const { rows } = await sql<SuiviConnu & { id: string }>`
    select p.id, max(g.courriel) filter (where a.fin is null) as courriel,
      coalesce(jsonb_agg(jsonb_build_object('debut', a.debut, 'fin', a.fin)) filter (where a.fin is not null), '[]') as passes,
      (select coalesce(jsonb_agg(jsonb_build_object('debut', o.debut, 'fin', o.fin)), '[]') from orientation o
        where o.personne_id = p.id and o.fin is not null) as orientations
    from unnest(${lignes.map(l => l.personneId)}::uuid[]) as p (id)
      left join accompagnement a on a.personne_id = p.id left join agent g on g.id = a.referent_id
    group by p.id`.execute(ctx.db)
  return new Map(rows.map(r => [r.id, r]))
}

/** Why nothing is to be written, or null. */
function issueConnue(ctx: Context, ligne: Datee, connu: SuiviConnu): IssueSuivi | null {
  if (ligne.dateOrientation > ctx.today) return { champ: 'dateOrientation', motif: 'date dans le futur' }
  if (connu.courriel !== null && connu.courriel !== ligne.referentCourriel)
    return { champ: 'referentCourriel', motif: 'la personne est déjà suivie par un autre référent' }
  if (connu.passes.some(p => p.debut !== ligne.dateOrientation && p.fin > ligne.dateOrientation))
    return { champ: 'dateOrientation', motif: 'un accompagnement clos depuis couvre déjà cette date' }
  if (connu.courriel !== null || connu.passes.some(p => p.debut === ligne.dateOrientation)) return 'inchange'
  if (connu.orientations.some(o => o.fin > ligne.dateOrientation))
    return { champ: 'dateOrientation', motif: 'une orientation close depuis couvre déjà cette date' }
  return null
}

async function inscrire(ctx: Context, suivis: readonly Suivi[]): Promise<Map<string, FinDeDroit>> {
  if (!suivis.length) return new Map()
  const orientations = suivis.map(s => ({
    id: uuidv7(),
    personneId: s.personneId,
    dominante: s.dominante,
    structureId: s.structureId,
    referentId: s.referentId,
    debut: s.dateOrientation,
  }))
  await inscrireOrientationsReprises(ctx, orientations)
  await inscrireAccompagnementsRepris(
    ctx,
    suivis.map((s, rang) => ({
      personneId: s.personneId,
      orientationId: orientations[rang]?.id ?? '',
      structureId: s.structureId,
      referentId: s.referentId,
      debut: s.dateOrientation,
    })),
  )
  return accorderAuDroit(ctx, orientations)
}
