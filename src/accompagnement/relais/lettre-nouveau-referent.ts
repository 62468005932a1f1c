import { sql } from 'kysely'
import { editerCourrier } from '../../courrier/editer-courrier.ts'
import type { Voie } from '../../courrier/envoi.ts'
import type { DonneesNouveauReferent } from '../../courrier/modeles.ts'
import { voieDe } from '../../courrier/voie.queries.ts'
import { Refusal } from '../../socle/refusal.ts'
import type { Context } from '../../socle/use-case.ts'
import { fautesReferent, type LettreAuChangement, MESSAGES_REFERENT } from '../accompagnement.ts'

type RendezVousDits = Pick<DonneesNouveauReferent, 'rendezVousGardes' | 'rendezVousAnnules' | 'rendezVousPasses'>

/**
 * Makes the letter that names a person's new référent (`id`, the follow-up just opened), to be posted or handed over: nothing sends it.
 * Refuses an e-mail without the person's agreement (rule C1), and to post to no address.
 */
export async function editerNouveauReferent(
  ctx: Context,
  {
    personneId,
    id,
    voie,
    rendezVous,
  }: { personneId: string; id: string; voie: LettreAuChangement; rendezVous: RendezVousDits },
): Promise<string> {
  const { courrielAccepte, ...dit } = await aDire(ctx, id)
  const donnees = { ...dit, ...rendezVous }
  if (voie === 'courriel' && !courrielAccepte)
    throw new Refusal(
      'conflict',
      'courriel-sans-accord',
      MESSAGES_REFERENT['courriel-sans-accord'],
      fautesReferent('courriel-sans-accord'),
    )
  const par: Voie = voie === 'au-mieux' ? await voieDe(ctx, personneId) : voie
  return editerCourrier(ctx, { modele: 'nouveau-referent', voie: par, personneId, accompagnementId: id, donnees })
}

async function aDire(
  ctx: Context,
  id: string,
): Promise<Omit<DonneesNouveauReferent, keyof RendezVousDits> & { courrielAccepte: boolean }> {
  const { rows } = await sql<Omit<DonneesNouveauReferent, keyof RendezVousDits> & { courrielAccepte: boolean }>`
    select k.debut as depuis, o.dominante, coalesce(p.courriel is not null and p.courriel_accord, false) as courriel_accepte,
      jsonb_build_object('nom', s.nom, 'adresse', s.adresse, 'telephone', s.telephone, 'courriel', s.courriel) as structure,
      jsonb_build_object('nom', k.referent, 'telephone', k.referent_telephone, 'courriel', k.referent_courriel) as referent,
      k.co_referent,
      (select a.nom from accompagnement v join agent_nom a on a.id = v.referent_id where v.fin_par = k.id limit 1) as ancien
    from suivi_courant k join orientation o on o.id = k.orientation_id join structure s on s.id = k.structure_id
      join personne p on p.id = k.personne_id
    where k.id = ${id}`.execute(ctx.db)
  return rows[0] as Omit<DonneesNouveauReferent, keyof RendezVousDits> & { courrielAccepte: boolean }
}

/** The letter made for this follow-up; null when there is none. */
export async function lettreDe(ctx: Context, personneId: string, accompagnementId: string): Promise<string | null> {
  const lettre = await ctx.db
    .selectFrom('courrier')
    .select('id')
    .where('personneId', '=', personneId)
    .where('accompagnementId', '=', accompagnementId)
    .executeTakeFirst()
  return lettre?.id ?? null
}

/** How many letters a hand-over (`par`: the designation, the orientation) made: its own, the convocations of what it passed on. */
export async function lettresDe(ctx: Context, personneId: string, par: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from courrier c where c.personne_id = ${personneId} and (${par} in (c.accompagnement_id, c.orientation_id)
      or exists (select 1 from rendez_vous r where r.personne_id = ${personneId} and r.releve_par = ${par}
        and r.releve_vers = c.rendez_vous_id))`.execute(ctx.db)
  return rows[0]?.n ?? 0
}
