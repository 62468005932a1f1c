import { sql } from 'kysely'
import type { z } from 'zod'
import { PERIODES } from '../accompagnement/accompagnement.ts'
import { editerCourrier } from '../courrier/editer-courrier.ts'
import type { DonneesNotification } from '../courrier/modeles.ts'
import type { Proposition } from '../diagnostic/proposition/moteur.ts'
import { referentielDe } from '../diagnostic/proposition/referentiel.ts'
import type { Dominante } from '../offre/dominante.ts'
import type { Context } from '../socle/use-case.ts'
import { parametre } from '../territoire/parametre.queries.ts'
import { recitNotification } from './orientation.recits.ts'
import type { ModeNotification } from './orientation.ts'
import { type MotifReorientation, REORIENTATIONS } from './reorientation/reorientation.ts'

type Ligne = {
  personneId: string
  dominante: Dominante
  proposition: Dominante | null
  explication: Proposition | null
  motif: string | null
  decideeLe: string
  structure: DonneesNotification['structure']
  referent: DonneesNotification['referent']
  coReferent: string | null
  depuis: string
  reorientation: MotifReorientation | null
  /** What this one ended; null when nothing ran. */
  avant: { structure: string; referent: string | null } | null
}

/** Makes the letter of an orientation and records that the person was told (rules E4, O6). Answers the letter's id. */
export async function editerNotification(
  ctx: Context,
  orientationId: string,
  {
    mode,
    le,
    rendezVousAnnules = [],
    rendezVousPasses = [],
  }: { mode: z.infer<typeof ModeNotification>; le: string } & Partial<
    Pick<DonneesNotification, 'rendezVousAnnules' | 'rendezVousPasses'>
  >,
): Promise<string> {
  const { personneId, reorientation, avant, ...ligne } = await aNotifier(ctx, orientationId)
  const courrierId = await editerCourrier(ctx, {
    modele: 'notification-orientation',
    voie: mode,
    personneId,
    orientationId,
    donnees: {
      ...ligne,
      rendezVousAnnules,
      rendezVousPasses,
      change: avant && { ...avant, pourquoi: reorientation && REORIENTATIONS[reorientation].dite },
      mois: await parametre(ctx, PERIODES[ligne.dominante].mois, le),
      calcul: ligne.explication && direCalcul(ligne.explication, ligne.dominante),
    },
  })
  await ctx.record({ personne: personneId }, recitNotification, {
    le: le === ctx.today ? ctx.now : le,
    apres: { orientationId, mode, le, courrierId, structure: ligne.structure.nom },
  })
  return courrierId
}

/**
 * What the law asks to be said of a decision helped by a computation, and whether it was followed. The answers and what they weigh stay
 * out: they tell of health and of what is hard, the person gets them by asking (calcul/remettre-explication.ts).
 */
function direCalcul(explication: Proposition, dominante: Dominante): DonneesNotification['calcul'] {
  const { dominante: proposee, regle } = explication
  if (!proposee) return null
  const appliquee = referentielDe(explication)?.regles.find(r => r.code === regle.code)
  return { proposition: proposee, raison: appliquee?.dite ?? null, suivie: proposee === dominante }
}

async function aNotifier(ctx: Context, orientationId: string): Promise<Ligne> {
  const { rows } = await sql<Ligne>`
    select o.personne_id, o.dominante, o.proposition, o.explication, o.motif, o.decidee_le,
      jsonb_build_object('nom', s.nom, 'adresse', s.adresse, 'telephone', s.telephone, 'courriel', s.courriel) as structure,
      case when ac.id is not null then jsonb_build_object('nom', ac.referent, 'telephone', ac.referent_telephone,
        'courriel', ac.referent_courriel) end as referent,
      ac.co_referent, o.debut as depuis, o.reorientation,
      (select jsonb_build_object('structure', vs.nom, 'referent', (select a.nom from accompagnement k
          join agent_nom a on a.id = k.referent_id where k.fin_par = o.id limit 1))
        from orientation v join structure vs on vs.id = v.structure_id where v.fin_par = o.id limit 1) as avant
    from orientation o
    join structure s on s.id = o.structure_id
    left join suivi_courant ac on ac.personne_id = o.personne_id
    where o.id = ${orientationId}`.execute(ctx.db)
  return rows[0] as Ligne
}
