import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { Refusal } from '../../socle/refusal.ts'
import type { Context, Garde } from '../../socle/use-case.ts'
import { choixDuJour, parametreEnSql } from '../../territoire/parametre.queries.ts'
import { autorise } from '../autorise.ts'
import { perimetre } from '../perimetre.ts'
import type { Permission } from '../permissions.ts'
import { RELATIONS } from '../relations.queries.ts'
import { traits } from '../roles.ts'
import { MESSAGES } from './habitude.ts'
import { LECTURES_RACONTEES } from './lectures-racontees.ts'
import { aUneHabitude, avecReunis, estLarge, raisonCourante } from './raison-dite.queries.ts'

/** Kinds of events that say who follows somebody, or where she is oriented. */
const PLACENT = ['orientation', 'orientation-annulee', 'referent', 'referent-annule']

/**
 * SQL condition over an import (column of its number, or null): the agent didn't bring it. A list names whom one likes: what it does there
 * makes nobody theirs.
 */
const dAutrui = ({ agent }: Context, numero: string): RawBuilder<SqlBool> =>
  sql`not exists (select 1 from import i where i.numero = ${sql.ref(numero)} and i.depose_par = ${agent.id})`

/**
 * SQL condition over the files of a person (SQL of their ids): who said last who follows her, or where she is oriented, is a list that
 * the agent brought. What is due then, and to whom, and the ties that it made, come from it. No list writes an entry, an appointment nor a
 * place in a group.
 */
const placeeParSaListe = (ctx: Context, ids: RawBuilder<unknown>): RawBuilder<SqlBool> => sql`exists (
  select 1 from evenement e where e.personne_id in ${ids} and e.type in (${sql.join(PLACENT)}) and not ${dAutrui(ctx, 'e.import')}
    and not exists (select 1 from evenement y where y.personne_id in ${ids} and y.type in (${sql.join([...PLACENT, 'entree'])})
      and y.id > e.id and ${dAutrui(ctx, 'y.import')}))`

/**
 * SQL condition: this file (column of its id), with those it absorbed, is one of the usual ones of the agent who acts. A tie of their
 * own, an appointment with them, something that their role has to do or to decide there now, an act of theirs not long ago (deciding
 * a line that somebody else brought is one; a reading told isn't), or a reason said that still runs. Nothing of a file that they
 * brought. The only place where it is decided.
 */
function sienne(ctx: Context, personneId: RawBuilder<unknown>): RawBuilder<SqlBool> {
  const { agent, now } = ctx
  const ids = avecReunis(personneId)
  const si = (permission: Permission, condition: RawBuilder<unknown>) =>
    autorise(agent, permission) ? [condition] : []
  const lesMois = sql`${now}::timestamptz - make_interval(months => ${parametreEnSql(ctx, 'acces.habitude-mois')})`
  const liens = (traits(agent.role)?.relations ?? []).flatMap(relation => {
    const attache = estLarge(relation) ? null : RELATIONS[relation].attache(ctx)
    return attache
      ? [sql`exists (select 1 from ${attache.de} where r.personne_id = ${personneId} and ${attache.quand})`]
      : []
  })
  const placee = [
    ...liens,
    ...si(
      'entree.lire',
      sql`exists (select 1 from entree n where n.personne_id = ${personneId} and n.oriente_le is null and n.close_le is null)`,
    ),
    sql`exists (select 1 from echeance n where n.personne_id = ${personneId} and (${agent.id} in (n.agent_id, n.confiee_a)
      or ${autorise(agent, 'entree.lire')} and n.commande and n.agent_id is null and n.structure_id is null))`,
  ]
  return sql`(${sql.join(
    [
      sql`((${sql.join(placee, sql` or `)}) and not ${placeeParSaListe(ctx, ids)})`,
      sql`exists (select 1 from rendez_vous v where v.personne_id in ${ids} and v.agent_id = ${agent.id}
        and v.debut >= ${lesMois})`,
      ...si(
        'doublon.decider',
        sql`exists (select 1 from doublon n where (n.personne_id = ${personneId} or n.autre_id = ${personneId})
          and n.decide_le is null
          and not exists (select 1 from personne y where y.id in (n.personne_id, n.autre_id) and not ${dAutrui(ctx, 'y.cree_par')}))`,
      ),
      ...si(
        'conflit.lire',
        sql`exists (select 1 from donnee n where n.personne_id = ${personneId} and n.conflit and not exists (select 1 from donnee y
          where y.personne_id = n.personne_id and y.champ = n.champ and not ${dAutrui(ctx, 'y.import')}))`,
      ),
      ...si(
        'import.gerer',
        sql`exists (select 1 from import_candidat k join import_doute n on n.import_id = k.import_id and n.ligne = k.ligne
            join import i on i.id = n.import_id
          where k.personne_id = ${personneId} and i.depose_par is distinct from ${agent.id}::uuid and (n.decide_le is null
            or n.decide_par = ${agent.id} and n.personne_id = k.personne_id and n.decide_le >= ${lesMois}))`,
      ),
      sql`exists (select 1 from evenement n where n.personne_id in ${ids} and n.acteur_id = ${agent.id} and n.import is null
        and n.type not in (${sql.join(LECTURES_RACONTEES)}) and n.saisi_le >= ${lesMois})`,
      raisonCourante(ctx, personneId),
    ],
    sql` or `,
  )})`
}

/** SQL condition: usual to the agent, by herself or by somebody who lives in her household today. */
const habituelle = (ctx: Context, personneId: RawBuilder<unknown>): RawBuilder<SqlBool> => sql`(
  ${sienne(ctx, personneId)} or exists (select 1 from membre ma join membre mb on mb.foyer_id = ma.foyer_id and mb.fin is null
    where ma.personne_id = ${personneId} and ma.fin is null and mb.personne_id <> ${personneId}
      and ${sienne(ctx, sql.ref('mb.personne_id'))}))`

/**
 * Of these persons (ids as given: a merged file stands for the one that was kept), those whose file asks first why of the agent. Who isn't
 * in scope isn't one: that is refused elsewhere.
 */
export async function raisonsADire(ctx: Context, personnes: readonly string[]): Promise<ReadonlySet<string>> {
  if (personnes.length === 0 || !aUneHabitude(ctx)) return new Set()
  const { rows } = await sql<{ id: string }>`
    select q.id from personne q join personne p on p.id = coalesce(q.fusionnee_dans, q.id)
    where q.id = any(${[...new Set(personnes)]}::uuid[]) and ${choixDuJour('acces.raison', sql`${ctx.today}::date`)} = 'demandee'
      and ${perimetre(ctx, sql.ref('p.id'))} and not ${habituelle(ctx, sql.ref('p.id'))}`.execute(ctx.db)
  return new Set(rows.map(r => r.id))
}

/**
 * Refuses (403) who opens or acts on the files of persons in their scope out of their usual ones, until they said why; it tells of whom.
 * Called at the only doors of files: `consulter`, `tenirPersonnes`, `exigerPerimetre`.
 */
async function exigerRaison(ctx: Context, personnes: readonly string[]): Promise<void> {
  const [personneId] = await raisonsADire(ctx, personnes)
  if (personneId) throw new Refusal('forbidden', 'raison-a-dire', MESSAGES['raison-a-dire'], [], { personneId })
}

/** The same, for what stands under this domain (`ctx.garde`). */
export const GARDE: Garde = { exiger: exigerRaison, aDire: raisonsADire }
