import { sql } from 'kysely'
import { z } from 'zod'
import { habilitationEnCours } from '../agent/en-cours.queries.ts'
import { ROLE_D_EQUIPE, ROLE_DE_SUIVI } from '../agent/roles.ts'
import { avertirPar } from '../avis/avertir.queries.ts'
import { job } from '../socle/job.ts'
import type { Context } from '../socle/use-case.ts'
import { parametre } from '../territoire/parametre.queries.ts'
import { demande } from './demande.queries.ts'
import { RAPPEL, RETARDS } from './echeance.avis.ts'

/**
 * Every morning: who has something to do soon is reminded of it, and who leads the référents is told of what has been late for long,
 * once each (columns `rappelee_le`, `escaladee_le`). A clock that starts again may be told again.
 */
export const rappelerEcheances = job(
  'rappeler-echeances',
  z.object({}),
  async ctx => {
    await rappeler(ctx)
    await remonter(ctx)
  },
  { titre: 'Rappel des échéances', chaque: '0 5 * * *', parTerritoire: true },
)

/** What has nobody's name is in the lists of the day. What only asks once its last day has gone by is told before it too. */
async function rappeler(ctx: Context): Promise<void> {
  const jours = await parametre(ctx, 'echeance.rappel-jours')
  await avertirPar(ctx, RAPPEL, {
    avec: sql`rappelees as (
      update echeance e set rappelee_le = ${ctx.today}::date
      where e.commande and e.rappelee_le is null and e.pour <= ${ctx.today}::date + ${jours}::int
        and coalesce(e.confiee_a, e.agent_id) is not null and e.prevu_le is null
        and (e.reportee_jusquau is null or e.reportee_jusquau < ${ctx.today}::date)
        and (e.des <= ${ctx.now}::timestamptz or e.des::date > e.pour)
      returning e.*)`,
    lignes: sql`
      select coalesce(r.confiee_a, r.agent_id) as agent_id, r.genre || ' ' || r.objet_id || ' ' || r.pour as cle,
        ${ctx.today}::text as groupe, r.personne_id, r.objet_id::text as objet_id,
        jsonb_build_object('genre', r.genre, 'pour', r.pour) as faits
      from rappelees r`,
  })
}

/** One notice a day to each responsable, of counts by kind and référent: those of their team, or of the whole structure they lead. */
async function remonter(ctx: Context): Promise<void> {
  const jours = await parametre(ctx, 'echeance.retard-jours')
  const menent = sql`
    select h.agent_id as responsable from habilitation h
    where h.role = ${ROLE_D_EQUIPE} and h.structure_id = e.structure_id and ${habilitationEnCours(ctx.today)}
      and h.agent_id <> e.agent_id and (h.equipe_id is null or exists (
        select 1 from habilitation m where m.agent_id = e.agent_id and m.role = ${ROLE_DE_SUIVI} and m.equipe_id = h.equipe_id
          and m.debut <= ${ctx.today}::date and (m.fin is null or m.fin > ${ctx.today}::date)))`
  await avertirPar(ctx, RETARDS, {
    avec: sql`remontees as (
        update echeance e set escaladee_le = ${ctx.today}::date
        where e.escaladee_le is null and e.pour < ${ctx.today}::date - ${jours}::int and ${demande(ctx, 'e')}
          and e.agent_id is not null and exists (${menent})
        returning e.*),
      retards as (
        select q.responsable, e.genre, e.agent_id, count(*) as n
        from remontees e cross join lateral (${menent}) q group by 1, 2, 3)`,
    lignes: sql`
      select responsable as agent_id, ${ctx.now}::text as cle, ${ctx.now}::text as groupe, null::uuid as personne_id,
        null::text as objet_id,
        jsonb_build_object('jours', ${jours}::int, 'retards', jsonb_agg(jsonb_build_object('genre', genre, 'agentId', agent_id, 'n', n)
          order by n desc, genre, agent_id)) as faits
      from retards group by responsable`,
  })
}
