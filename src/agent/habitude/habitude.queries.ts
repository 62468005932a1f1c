import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { Refusal } from '../../socle/refusal.ts'
import type { Context } from '../../socle/use-case.ts'
import { choixDuJour, parametreEnSql } from '../../territoire/parametre.queries.ts'
import { autorise } from '../autorise.ts'
import { perimetre } from '../perimetre.ts'
import type { Permission } from '../permissions.ts'
import { RELATIONS } from '../relations.queries.ts'
import { traits } from '../roles.ts'
import { MESSAGES } from './habitude.ts'

/** Relations that open persons by where they live: who reads by them alone has no tie of their own. */
const estLarge = (relation: keyof typeof RELATIONS): boolean => RELATIONS[relation].tient === 'secteur'

/** Whose role opens whole files by where persons live. The card of a reception desk isn't a file: whoever comes is its work. */
const aUneHabitude = ({ agent }: Context): boolean => {
  const role = agent.genre === 'agent' ? traits(agent.role) : null
  return role?.voit === 'dossier' && role.relations.some(estLarge)
}

/**
 * SQL condition: this file (column of its id), with those it absorbed, is one of the usual ones of the agent who acts. A tie of their
 * own, an appointment with them, something that their role has to do or to decide there now, an act of theirs not long ago, or a
 * reason said that still runs. The only place where it is decided.
 */
function sienne(ctx: Context, personneId: RawBuilder<unknown>): RawBuilder<SqlBool> {
  const { agent, now } = ctx
  const ids = sql`(select x.id from personne x where x.id = ${personneId} or x.fusionnee_dans = ${personneId})`
  const si = (permission: Permission, condition: RawBuilder<unknown>) =>
    autorise(agent, permission) ? [condition] : []
  const liens = (traits(agent.role)?.relations ?? []).flatMap(relation => {
    const attache = estLarge(relation) ? null : RELATIONS[relation].attache(ctx)
    return attache
      ? [sql`exists (select 1 from ${attache.de} where r.personne_id = ${personneId} and ${attache.quand})`]
      : []
  })
  return sql`(${sql.join(
    [
      ...liens,
      sql`exists (select 1 from rendez_vous v where v.personne_id in ${ids} and v.agent_id = ${agent.id}
        and v.debut >= ${now}::timestamptz - make_interval(months => ${parametreEnSql(ctx, 'acces.habitude-mois')}))`,
      ...si(
        'entree.lire',
        sql`exists (select 1 from entree n where n.personne_id = ${personneId} and n.oriente_le is null and n.close_le is null)`,
      ),
      sql`exists (select 1 from echeance n where n.personne_id = ${personneId} and (${agent.id} in (n.agent_id, n.confiee_a)
        or ${autorise(agent, 'entree.lire')} and n.commande and n.agent_id is null and n.structure_id is null))`,
      ...si(
        'doublon.decider',
        sql`exists (select 1 from doublon n where (n.personne_id = ${personneId} or n.autre_id = ${personneId})
          and n.decide_le is null)`,
      ),
      ...si('conflit.lire', sql`exists (select 1 from donnee n where n.personne_id = ${personneId} and n.conflit)`),
      ...si(
        'import.gerer',
        sql`exists (select 1 from import_candidat k join import_doute n on n.import_id = k.import_id and n.ligne = k.ligne
          where k.personne_id = ${personneId} and n.decide_le is null)`,
      ),
      sql`exists (select 1 from evenement n where n.personne_id in ${ids} and n.acteur_id = ${agent.id} and n.type <> 'ouverture-motivee'
        and n.saisi_le >= ${now}::timestamptz - make_interval(months => ${parametreEnSql(ctx, 'acces.habitude-mois')}))`,
      sql`exists (select 1 from ouverture n where n.personne_id in ${ids} and n.agent_id = ${agent.id}
        and n.le > ${now}::timestamptz - make_interval(days => ${parametreEnSql(ctx, 'acces.raison-jours')}))`,
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
 * Refuses (403) who opens or acts on the files of persons in their scope out of their usual ones, until they said why. Who isn't in scope
 * is left to the refusal of those. Called at the only doors of files: `consulter`, `tenirPersonnes`, `exigerPerimetre`.
 */
export async function exigerRaison(ctx: Context, personnes: readonly string[]): Promise<void> {
  if (personnes.length === 0 || !aUneHabitude(ctx)) return
  const { rows } = await sql`
    select 1 from personne q join personne p on p.id = coalesce(q.fusionnee_dans, q.id)
    where q.id = any(${[...personnes]}::uuid[]) and ${choixDuJour('acces.raison', sql`${ctx.today}::date`)} = 'demandee'
      and ${perimetre(ctx, sql.ref('p.id'))} and not ${habituelle(ctx, sql.ref('p.id'))} limit 1`.execute(ctx.db)
  if (rows.length) throw new Refusal('forbidden', 'raison-a-dire', MESSAGES['raison-a-dire'])
}
