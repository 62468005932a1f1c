import { sql } from 'kysely'
import { enregistrerChacun, enregistrerTous } from '../../socle/evenement.ts'
import type { Context } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { recitAgentCree, recitAgentModifie, recitRoleDonne } from '../agent.recits.ts'
import { porteeDuDepot } from '../portee-depot.queries.ts'
import { ROLES, type Role } from '../roles.ts'
import { ROLE_RETIRE, type SortDuRole, sortDesRoles } from '../roles-retires.queries.ts'
import { agentsDesactives } from './referent-a-completer.queries.ts'

export type ProfessionnelDit = {
  ligne: number
  courriel: string
  nom: string | null
  prenom: string | null
  telephone: string | null
  role: Role | null
  structureId: string | null
}
export type IssueProfessionnel = { resultat: 'creee' | 'modifiee' | 'inchangee' | 'refusee'; motif: string | null }

type Ecrit = Connu & { avant: Connu | null }
type Connu = {
  id: string
  courriel: string
  nom: string
  prenom: string
  telephone: string | null
  aCompleter: boolean
}

/**
 * Creates and completes agents from a list, « à compléter », without an account until an administrator invites them. A list must not
 * widen what an agent sees, nor give more than who brought it has: somebody who has an account keeps the name they chose, and gets
 * no role but référent, which shows nobody by itself, never one that was taken back; from an agent of some communes, only somebody
 * new gets anything, and that role alone. By line.
 */
export async function inscrireProfessionnels(
  ctx: Context,
  dits: readonly ProfessionnelDit[],
): Promise<Map<number, IssueProfessionnel>> {
  const desactive = await agentsDesactives(
    ctx,
    dits.map(d => d.courriel),
  )
  const connus = await lireConnus(ctx, dits)
  const partout = (await porteeDuDepot(ctx)) === null
  const sort = await sortDesRoles(
    ctx,
    dits.map(d => d.courriel),
  )
  const issues = new Map<number, IssueProfessionnel>()
  const ecrits: Ecrit[] = []
  const roles: { id: string; agentId: string; role: string; structureId: string | null; ligne: number }[] = []
  for (const dit of dits) {
    const parti = desactive(dit.courriel)
    if (parti) {
      issues.set(dit.ligne, { resultat: 'refusee', motif: parti })
      continue
    }
    const connu = connus.get(dit.courriel)
    const devenu = connu && !partout ? connu : completer(dit, connu)
    const change = !connu || CHAMPS.some(c => connu[c] !== devenu[c])
    if (change) ecrits.push({ ...devenu, avant: connu ?? null })
    connus.set(dit.courriel, devenu)
    issues.set(dit.ligne, { resultat: connu ? (change ? 'modifiee' : 'inchangee') : 'creee', motif: null })
    if (dit.role === null) continue
    // Whatever structure the line says: a role that is held nowhere is given everywhere, or nowhere.
    const structureId = ROLES[dit.role].structure ? dit.structureId : null
    if (structureId === null && ROLES[dit.role].structure) continue
    const empechement = rolesInterdits({ ...dit, role: dit.role, structureId }, { connu, devenu, partout, sort })
    if (empechement) {
      const motif = `rôle non donné : ${empechement}`
      issues.set(dit.ligne, { resultat: connu ? (change ? 'modifiee' : 'inchangee') : 'creee', motif })
    } else if (sort(dit.courriel, dit.role, structureId) !== 'tenu')
      roles.push({ id: uuidv7(), agentId: devenu.id, role: dit.role, structureId, ligne: dit.ligne })
  }
  await ecrire(ctx, ecrits)
  for (const ligne of await ouvrirRoles(ctx, roles))
    if (issues.get(ligne)?.resultat === 'inchangee') issues.set(ligne, { resultat: 'modifiee', motif: null })
  return issues
}

type Faits = { connu: Connu | undefined; devenu: Connu; partout: boolean; sort: SortDuRole }

/** Why a list doesn't give this role to this agent, or null. */
function rolesInterdits(
  dit: ProfessionnelDit & { role: Role },
  { connu, devenu, partout, sort }: Faits,
): string | null {
  const pourTous = ROLES[dit.role].parListe?.pour === 'tous'
  if (!devenu.aCompleter && (!pourTous || !partout))
    return 'cet agent a déjà un compte, l’administrateur lui donne ses rôles'
  if (sort(dit.courriel, dit.role, dit.structureId) === 'retire') return ROLE_RETIRE
  if (!partout && (!pourTous || connu))
    return 'qui apporte la liste n’a que quelques communes, l’administrateur lui donne ses rôles'
  return null
}

const CHAMPS = ['nom', 'prenom', 'telephone'] as const

function completer(dit: ProfessionnelDit, connu: Connu | undefined): Connu {
  if (!connu) {
    const [avant = '', apres = ''] = (dit.courriel.split('@')[0] ?? '').split('.')
    return {
      id: uuidv7(),
      courriel: dit.courriel,
      nom: dit.nom ?? (apres || avant).toUpperCase(),
      prenom: dit.prenom ?? (apres ? avant.charAt(0).toUpperCase() + avant.slice(1) : ''),
      telephone: dit.telephone,
      aCompleter: true,
    }
  }
  if (!connu.aCompleter) return { ...connu, telephone: connu.telephone ?? dit.telephone }
  return {
    ...connu,
    nom: dit.nom ?? connu.nom,
    prenom: dit.prenom ?? connu.prenom,
    telephone: dit.telephone ?? connu.telephone,
  }
}

/** Who is known already, kept as they are until the end: who takes a role back meanwhile waits, or is waited for. */
async function lireConnus(ctx: Context, dits: readonly ProfessionnelDit[]): Promise<Map<string, Connu>> {
  const { rows } = await sql<Connu>`
    select id, courriel, nom, prenom, telephone, a_completer
    from agent where courriel = any(${dits.map(d => d.courriel)}) for share`.execute(ctx.db)
  return new Map(rows.map(a => [a.courriel, a]))
}

async function ecrire(ctx: Context, agents: readonly Ecrit[]): Promise<void> {
  // Two lines of one agent: the last one holds all that both said, the first what was before.
  const derniers = [...Map.groupBy(agents, a => a.id).values()].flatMap(lignes => {
    const dernier = lignes.at(-1)
    return dernier ? [{ ...dernier, avant: lignes[0]?.avant ?? null }] : []
  })
  if (!derniers.length) return
  await ctx.db
    .insertInto('agent')
    .values(
      derniers.map(({ id, courriel, nom, prenom, telephone, aCompleter }) => ({
        id,
        courriel,
        nom,
        prenom,
        telephone,
        aCompleter,
      })),
    )
    .onConflict(c =>
      c.column('id').doUpdateSet(eb => ({
        nom: eb.ref('excluded.nom'),
        prenom: eb.ref('excluded.prenom'),
        telephone: eb.ref('excluded.telephone'),
      })),
    )
    .execute()
  const nouveaux = derniers.filter(a => a.avant === null)
  const corriges = derniers.filter(a => a.avant !== null)
  await enregistrerChacun(
    ctx,
    recitAgentCree,
    nouveaux.map(apres => ({ id: apres.id, apres })),
  )
  await enregistrerChacun(
    ctx,
    recitAgentModifie,
    corriges.map(({ avant, ...apres }) => ({ id: apres.id, avant, apres })),
  )
}

/** Opens the roles that aren't open yet; the lines of those that were opened. */
async function ouvrirRoles(
  ctx: Context,
  roles: readonly { id: string; agentId: string; role: string; structureId: string | null; ligne: number }[],
): Promise<number[]> {
  if (!roles.length) return []
  const { rows } = await sql<{ id: string }>`
    insert into habilitation (id, agent_id, role, structure_id, debut, depuis)
    select r.id, r."agentId", r.role, r."structureId", ${ctx.today}::date, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(roles)}::jsonb) as r (id uuid, "agentId" uuid, role text, "structureId" uuid)
    on conflict do nothing returning id`.execute(ctx.db)
  await enregistrerTous(
    ctx,
    recitRoleDonne,
    {
      de: sql`habilitation h left join structure s on s.id = h.structure_id where h.id = any(${rows.map(r => r.id)}::uuid[])`,
      id: sql`h.agent_id`,
      apres: { habilitationId: sql`h.id`, role: sql`h.role`, structure: sql`s.nom` },
    },
    ctx.now,
  )
  const ouverts = new Set(rows.map(r => r.id))
  return roles.filter(r => ouverts.has(r.id)).map(r => r.ligne)
}
