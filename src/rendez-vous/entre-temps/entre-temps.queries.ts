import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { Refusal } from '../../socle/refusal.ts'
import { dateLongue, ecart, heure, jourDe } from '../../socle/ui/dates.ts'
import { majuscule, NBSP, nomDe } from '../../socle/ui/phrases.ts'
import type { Context } from '../../socle/use-case.ts'
import { rendezVousVisible } from '../rendez-vous.queries.ts'
import { recitRendezVousIssue } from '../rendez-vous.recits.ts'
import { ISSUES, type RendezVous } from '../rendez-vous.ts'

/** What a screen showed of an appointment. */
type Vu = Record<string, unknown> | undefined
/** One `rendez-vous-issue` of the person. */
type Fait = {
  rendezVousId: string
  issue: RendezVous['issue']
  vers: string | null
  confieA: string | { nom: string; prenom?: string } | null
  par: string
  moi: boolean
  le: string
}
type Present = { id: string; debut: string; issue: RendezVous['issue'] }

/**
 * An appointment that somebody moved, called off or concluded since its screen showed it (`vu`: its issue, as it was shown) is refused
 * (conflict), in words that say who did what, when, and to where; `actuel` of the refusal: the one that stands in its place and can be
 * moved now. Asked under lock, after a replay was answered.
 */
export async function exigerIssueVue(ctx: Context, rendezVous: RendezVous, vu: Vu): Promise<void> {
  if (vu === undefined || !('issue' in vu) || isDeepStrictEqual(vu.issue, rendezVous.issue)) return
  throw await dejaFait(ctx, rendezVous, 'change-entre-temps')
}

/** The refusal that says what became of this appointment. */
export async function dejaFait(ctx: Context, { id, personneId }: RendezVous, code: string): Promise<Refusal> {
  const { rows } = await sql<Fait>`
    select e.apres->>'rendezVousId' as rendez_vous_id, e.apres->>'issue' as issue, e.apres->>'reporteVers' as vers,
      e.apres->'confieA' as confie_a, e.acteur_nom as par, e.acteur_id = ${ctx.agent.id} as moi, e.saisi_le as le
    from evenement e where e.personne_id = ${personneId} and e.type = ${recitRendezVousIssue.nom}
    order by e.saisi_le, e.id`.execute(ctx.db)
  const dernier = new Map(rows.map(fait => [fait.rendezVousId, fait]))
  const deplace = suivre(dernier, id)
  const present = await visible(ctx, deplace?.vers ?? id)
  const apres = present && dernier.get(present.id)
  const faits = [
    // Moved out of their sight, it isn't told by whom, nor to whom.
    deplace && (present || deplace.moi) && direDeplace(ctx, deplace, present),
    apres && apres !== deplace && direIssue(ctx, apres),
  ].filter(dit => typeof dit === 'string')
  const dit = faits.join(', puis ') || 'ce rendez-vous a changé depuis que vous l’avez ouvert'
  const seDeplace = present?.issue === null || present?.issue === 'annule-service'
  return new Refusal('conflict', code, `${majuscule(dit)}. ${suite(present, seDeplace, !deplace)}`, [], {
    ...(present && seDeplace ? { actuel: present.id } : {}),
  })
}

/** The last move, of this appointment or of the one that replaced it. */
function suivre(dernier: ReadonlyMap<string, Fait>, id: string): Fait | null {
  let fait = dernier.get(id)
  if (fait?.issue !== 'reporte') return null
  for (let n = 0; n < dernier.size; n++) {
    const suivant: Fait | undefined = fait?.vers ? dernier.get(fait.vers) : undefined
    if (suivant?.issue !== 'reporte') break
    fait = suivant
  }
  return fait ?? null
}

/** As it is now, when who asks may see it. */
async function visible(ctx: Context, id: string): Promise<Present | null> {
  const { rows } = await sql<Present>`
    select r.id, r.debut, r.issue from rendez_vous r join personne p on p.id = r.personne_id
    where r.id = ${id} and (${rendezVousVisible(ctx)})`.execute(ctx.db)
  return rows[0] ?? null
}

const qui = ({ par, moi }: Fait) => (moi ? 'vous l’avez' : `${par} l’a`)
const quand = (ctx: Context, { le }: Fait) =>
  `${ecart(jourDe(le, ctx.fuseau), ctx.today)} à${NBSP}${heure(le, ctx.fuseau)}`

function direDeplace(ctx: Context, fait: Fait, present: Present | null): string {
  const confieA = nomDe(fait.confieA)
  const ou = present
    ? ` au ${dateLongue(jourDe(present.debut, ctx.fuseau))} à${NBSP}${heure(present.debut, ctx.fuseau)}`
    : ''
  const acte = confieA ? `confié à ${confieA}, à la même heure` : `déplacé${ou}`
  return `${qui(fait)} ${acte}, ${quand(ctx, fait)}`
}

function direIssue(ctx: Context, fait: Fait): string {
  const { issue } = fait
  const acte =
    issue === null ? 'rétabli' : issue === 'annule-service' ? 'annulé' : `noté «${NBSP}${ISSUES[issue]}${NBSP}»`
  return `${qui(fait)} ${acte}, ${quand(ctx, fait)}`
}

/** What can be done now. */
function suite(present: Present | null, seDeplace: boolean, meme: boolean): string {
  if (!seDeplace || !present)
    return 'Il ne se déplace plus\u00a0: s’il en faut un autre, prenez un nouveau rendez-vous.'
  if (present.issue === 'annule-service') return 'Le déplacer encore le redonnerait à la date choisie.'
  return meme
    ? 'Regardez ce qui est montré maintenant, puis recommencez si c’est encore utile.'
    : 'Si cette date ne convient pas, c’est ce nouveau rendez-vous qui se déplace.'
}
