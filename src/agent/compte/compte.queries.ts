import { type Kysely, sql } from 'kysely'
import { chiffrerMotDePasse } from '../../socle/auth/mot-de-passe.ts'
import { Refusal } from '../../socle/refusal.ts'
import type { DB } from '../../socle/tables-commun.ts'
import { lireEchec } from '../../socle/travaux/echec.ts'
import type { Context } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { oterFacteurs } from '../double-facteur/oter-facteurs.queries.ts'
import { oublierSessions } from '../session/session.queries.ts'
import { changerDeGeneration, type Prouve } from '../session/sessions-ouvertes.queries.ts'
import { attenduAilleurs, finirLiensAgent, finirOublis, type Lien, sertAilleurs } from './lien-compte.queries.ts'
import type { FinDeLien } from './lien-compte.ts'

type Commun = Kysely<DB>

/** A link sent by mail: gone; to go within the minute; tried again as long as mail is out of order; never to go by itself. */
export const ENVOIS = ['parti', 'attend', 'retente', 'echoue'] as const

export type EtatCompte = {
  /** Open; or a link waits, is too old, or was declined; or there is neither. */
  compte: 'ouvert' | 'invite' | 'expire' | 'decline' | 'aucun'
  /** Until when a link that waits, or waited, serves. */
  lienJusqua: string | null
  /** Of a link that waits: where its mail is, and why when it failed; null when it was shown. */
  envoi: { etat: (typeof ENVOIS)[number]; raison: string | null; le: string | null } | null
  /** Their account was open here: that link opens it again. */
  reinitialise: boolean
}
const SANS_COMPTE: EtatCompte = { compte: 'aucun', lienJusqua: null, envoi: null, reinitialise: false }

/** Whether the account of each agent of the territory is open here (of one, when `agentId` is given). Nothing of elsewhere is read. */
export async function etatsDesComptes(ctx: Context, agentId: string | null): Promise<(id: string) => EtatCompte> {
  const { rows } = await sql<{ agentId: string; erreur: string | null } & EtatCompte>`
    select agent_id, 'ouvert' as compte, null as lien_jusqua, null as envoi, null as erreur, false as reinitialise from acces
    where territoire = ${ctx.territoire.code} and (${agentId}::uuid is null or agent_id = ${agentId}::uuid)
    union all
    select agent_id, case when fin = 'decline' then 'decline' when fin is not null then 'aucun'
        when parti and expire_le <= ${ctx.now}::timestamptz then 'expire' else 'invite' end,
      case when parti then expire_le end,
      case when fin is null and not montre then jsonb_build_object('le', envoye_le, 'etat', case when parti then 'parti'
        when prochain_le is not null and erreur is null then 'attend' when prochain_le is not null then 'retente'
        when e.lien is null and cree_le > ${ctx.now}::timestamptz - interval '1 minute' then 'attend' else 'echoue' end) end,
      erreur, reinitialise
    from (select distinct on (agent_id) *, montre or envoye_le is not null as parti from lien_compte
      where territoire = ${ctx.territoire.code} and (${agentId}::uuid is null or agent_id = ${agentId}::uuid)
      order by agent_id, cree_le desc, id desc) l
    left join envois_de_liens(${ctx.territoire.code}) e on e.lien = l.id
    where not exists (select from acces a where a.territoire = l.territoire and a.agent_id = l.agent_id)`.execute(
    ctx.commun,
  )
  const etats = new Map(
    rows.map(({ agentId: id, erreur, envoi, ...etat }) => [
      id,
      {
        ...etat,
        envoi: envoi && {
          ...envoi,
          le: envoi.le && new Date(envoi.le).toISOString(),
          raison: lireEchec(erreur)?.raison ?? null,
        },
      },
    ]),
  )
  return id => etats.get(id) ?? SANS_COMPTE
}

/** SQL rows: the account that an agent's reset left waiting, and whether it serves elsewhere. None of who was never open here. */
const compteEnAttente = (territoire: string, agentId: string) => sql<{ identiteId: string; ailleurs: boolean }>`
  select identite_id, ${sertAilleurs(sql.ref('l.identite_id'), territoire)} as ailleurs
  from lien_compte l where territoire = ${territoire} and agent_id = ${agentId}::uuid and identite_id is not null
  order by cree_le desc limit 1`

/**
 * The identity of an agent, open here and whether it serves elsewhere too, or waiting here alone after a reset; null when there is none.
 */
export async function identiteDeLAgent(
  ctx: Context,
  agentId: string,
): Promise<{ identiteId: string; ailleurs: boolean } | null> {
  const territoire = ctx.territoire.code
  const { rows } = await sql<{ identiteId: string; ailleurs: boolean }>`
    select identite_id, ${sertAilleurs(sql.ref('a.identite_id'), territoire)} as ailleurs
    from acces a where territoire = ${territoire} and agent_id = ${agentId}::uuid`.execute(ctx.commun)
  if (rows[0]) return rows[0]
  const [attend] = (await compteEnAttente(territoire, agentId).execute(ctx.commun)).rows
  return attend && !attend.ailleurs ? attend : null
}

/** Those of these agents whose account is open in the territory. */
export async function comptesOuverts(ctx: Context, agents: readonly string[]): Promise<Set<string>> {
  if (agents.length === 0) return new Set()
  const ouverts = await ctx.commun
    .selectFrom('acces')
    .select('agentId')
    .where('territoire', '=', ctx.territoire.code)
    .where('agentId', 'in', agents)
    .execute()
  return new Set(ouverts.map(a => a.agentId))
}

/**
 * Closes what an agent has open in this territory, at once: sessions, access, links that wait. Who works in another keeps all of it
 * there, but joins none again with that password: who knows it may be why it was closed here. Who works nowhere else, nor is waited for,
 * has no account any more. Outside the transaction: an act that fails afterwards leaves an agent to be given a link.
 */
export async function fermerCompte(ctx: Context, agentId: string): Promise<void> {
  await ctx.commun.transaction().execute(trx => fermer(trx, ctx, agentId, 'revoque'))
  oublierSessions(ctx)
}

/**
 * The same for a link, written with it, that takes its place: who works nowhere else has no password any more. What they sign in with
 * besides waits for the link, whatever closes elsewhere, unless it is taken away too (`sansFacteurs`; refused when it serves elsewhere).
 */
export async function fermerPourUnLien(
  ctx: Context,
  agentId: string,
  { sansFacteurs }: { sansFacteurs: boolean },
  ecrire: (trx: Commun, identiteId: string | null) => Promise<Lien>,
): Promise<Lien> {
  const lien = await ctx.commun.transaction().execute(async trx => {
    const identiteId = await fermer(trx, ctx, agentId, 'remplace')
    if (identiteId && sansFacteurs) await oterFacteurs(trx, identiteId, ctx.territoire.code)
    return ecrire(trx, identiteId)
  })
  oublierSessions(ctx)
  return lien
}

/** Returns the identity that it closed here, null when there was none. */
async function fermer(
  trx: Commun,
  { territoire: { code: territoire }, now }: Context,
  agentId: string,
  fin: Extract<FinDeLien, 'revoque' | 'remplace'>,
): Promise<string | null> {
  await tenirCelleDeLAgent(trx, territoire, agentId)
  await finirLiensAgent(trx, { territoire, agentId }, fin, now)
  const ferme =
    (await trx
      .deleteFrom('acces')
      .where('territoire', '=', territoire)
      .where('agentId', '=', agentId)
      .returning('identiteId')
      .executeTakeFirst()) ?? (await compteEnAttente(territoire, agentId).execute(trx)).rows[0]
  // From now on, what waits is said by the link that takes their place.
  await trx
    .updateTable('lienCompte')
    .set({ identiteId: null })
    .where('territoire', '=', territoire)
    .where('agentId', '=', agentId)
    .execute()
  if (!ferme) return null
  const { identiteId } = ferme
  // Somebody who joins another territory meanwhile waits, or is waited for.
  await changerDeGeneration(trx, identiteId)
  await trx.deleteFrom('session').where('identiteId', '=', identiteId).where('territoire', '=', territoire).execute()
  const { rows } = await sql<{ courriel: string; ouvert: boolean; ailleurs: boolean }>`
    select courriel, exists (select from acces where identite_id = identite.id) as ouvert,
      ${sertAilleurs(sql.ref('identite.id'), territoire)} as ailleurs
    from identite where id = ${identiteId}`.execute(trx)
  const [reste] = rows
  if (!reste) return null
  if (reste.ouvert) {
    await trx.updateTable('identite').set({ motDePasseSu: true }).where('id', '=', identiteId).execute()
    return identiteId
  }
  await finirOublis(trx, reste.courriel, now)
  if (fin === 'remplace' || reste.ailleurs)
    await trx.updateTable('identite').set({ motDePasse: null }).where('id', '=', identiteId).execute()
  else await trx.deleteFrom('identite').where('id', '=', identiteId).execute()
  return identiteId
}

/** Holds the identity of an agent before its links, as all that writes on both: open here, waiting since a reset, or asked to join. */
async function tenirCelleDeLAgent(trx: Commun, territoire: string, agentId: string): Promise<void> {
  await sql`
    select from identite i where i.id in (
        select identite_id from acces where territoire = ${territoire} and agent_id = ${agentId}::uuid
        union all select identite_id from lien_compte where territoire = ${territoire} and agent_id = ${agentId}::uuid
        union all select d.id from identite d join lien_compte l using (courriel)
          where l.territoire = ${territoire} and l.agent_id = ${agentId}::uuid and l.fin is null)
    order by i.id for update`.execute(trx)
}

type Tenu = { id: string; sert: boolean; adresseProuvee: boolean }

/** The account of an address, held, and whether it works somewhere; null when nobody has one. Before its links. */
export async function compteTenu(trx: Commun, courriel: string): Promise<Tenu | null> {
  const identite = await trx
    .selectFrom('identite')
    .select(['id', 'adresseProuvee'])
    .where('courriel', '=', courriel)
    .forUpdate()
    .executeTakeFirst()
  if (!identite) return null
  const acces = await trx
    .selectFrom('acces')
    .select('territoire')
    .where('identiteId', '=', identite.id)
    .executeTakeFirst()
  return { ...identite, sert: acces !== undefined }
}

export type AOuvrir = {
  courriel: string
  territoire: string
  agentId: string
  /** As kept (argon2id); null: the owner has another way in, or none. */
  motDePasse: string | null
  /** Somebody else may know it. */
  motDePasseSu: boolean
  /** By a link that went to the address; else an address that another territory waits for isn't taken. */
  adresseProuvee: boolean
}

/**
 * Opens the account of an address that has none, as an agent of a territory: what is proved of it. Refuses (conflict, 'compte-existant')
 * one that works somewhere: only its owner joins another territory.
 */
export async function creerCompte(
  trx: Commun,
  { territoire, agentId, courriel, adresseProuvee, ...secret }: AOuvrir,
  now: string,
): Promise<Prouve> {
  // Of two who come together, from two territories, the second waits for the first.
  const nouvelle = trx.insertInto('identite').values({ id: uuidv7(), courriel, adresseProuvee, ...secret, creeLe: now })
  await nouvelle.onConflict(c => c.column('courriel').doNothing()).execute()
  const tenu = await compteTenu(trx, courriel)
  if (tenu?.sert !== false) throw compteExistant()
  const { id: identiteId } = tenu
  if (!adresseProuvee && (await attenduAilleurs(trx, { identiteId, courriel, territoire, agentId }, now)))
    throw compteExistant()
  await trx
    .updateTable('identite')
    .set({ ...secret, adresseProuvee })
    .where('id', '=', identiteId)
    .execute()
  await trx.insertInto('acces').values({ identiteId, territoire, agentId }).execute()
  return changerDeGeneration(trx, identiteId)
}

const compteExistant = (): Refusal =>
  new Refusal(
    'conflict',
    'compte-existant',
    'Cette adresse a déjà un compte Filrouge, ou un autre lien pour l’ouvrir. Entrez avec le mot de passe de ce compte\u00a0; si vous ne l’avez pas encore, ouvrez d’abord l’autre lien.',
  )

/**
 * Opens at once the account of an agent who isn't sent any link: by the command line, with the password its operator chose, or for the
 * demo. Refuses an address that has an account already.
 */
export async function ouvrirSansLien(
  ctx: Context,
  { id: agentId, courriel }: { id: string; courriel: string },
  motDePasse: string | null,
): Promise<void> {
  await fermerCompte(ctx, agentId)
  const empreinte = motDePasse === null ? null : await chiffrerMotDePasse(motDePasse)
  const compte = { courriel, territoire: ctx.territoire.code, agentId, motDePasse: empreinte }
  await ctx.commun
    .transaction()
    .execute(trx => creerCompte(trx, { ...compte, motDePasseSu: true, adresseProuvee: false }, ctx.now))
}
