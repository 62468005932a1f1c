import { Refusal } from '../../socle/refusal.ts'
import type { Context } from '../../socle/use-case.ts'
import { structureVerrouillee } from '../structures.queries.ts'

/** The structure where a place or a team is made, locked. Refuses one that is unknown or closed. */
export async function structureOuverte(ctx: Context, structureId: string) {
  const structure = await structureVerrouillee(ctx, structureId)
  if (!structure.fermeeLe) return structure
  throw new Refusal(
    'conflict',
    'structure-fermee',
    'Cette structure est fermée : on n’y ouvre plus d’antenne ni d’équipe. Choisissez-en une autre.',
  )
}

/** The place, locked until the end of the command; its structure is locked first, as when one is made. Refuses 404. */
export async function antenneVerrouillee(ctx: Context, antenneId: string) {
  const ou = await ctx.db.selectFrom('antenne').select('structureId').where('id', '=', antenneId).executeTakeFirst()
  if (ou) await structureVerrouillee(ctx, ou.structureId)
  const antenne = await ctx.db
    .selectFrom('antenne')
    .selectAll()
    .where('id', '=', antenneId)
    .forUpdate()
    .executeTakeFirst()
  if (antenne) return antenne
  throw new Refusal('not-found', 'antenne-inconnue', 'Cette antenne n’est pas dans ce territoire. Rechargez la page.')
}

/** The team with the name of its place, locked until the end of the command; its structure is locked first. Refuses 404. */
export async function equipeVerrouillee(ctx: Context, equipeId: string) {
  const ou = await ctx.db.selectFrom('equipe').select('structureId').where('id', '=', equipeId).executeTakeFirst()
  if (ou) await structureVerrouillee(ctx, ou.structureId)
  const equipe = await ctx.db
    .selectFrom('equipe')
    .selectAll()
    .select(eb =>
      eb.selectFrom('antenne').select('antenne.nom').whereRef('antenne.id', '=', 'equipe.antenneId').as('antenne'),
    )
    .where('id', '=', equipeId)
    .forUpdate()
    .executeTakeFirst()
  if (equipe) return equipe
  throw new Refusal('not-found', 'equipe-inconnue', 'Cette équipe n’est pas dans ce territoire. Rechargez la page.')
}

/** Refuses a name that another open place, or team, of the structure has, whatever the case. `sauf`: the one being edited. */
export async function exigerNomLibre(
  ctx: Context,
  table: 'antenne' | 'equipe',
  { id: sauf, structureId, nom }: { id: string; structureId: string; nom: string },
): Promise<void> {
  const homonyme = await ctx.db
    .selectFrom(table)
    .select('id')
    .where('structureId', '=', structureId)
    .where(eb => eb(eb.fn('lower', ['nom']), '=', eb.fn('lower', [eb.val(nom)])))
    .where('fermeeLe', 'is', null)
    .where('id', '<>', sauf)
    .executeTakeFirst()
  if (!homonyme) return
  const quoi = table === 'antenne' ? 'antenne' : 'équipe'
  const message = `Une ${quoi} ouverte de cette structure porte déjà ce nom. Donnez-en un autre.`
  throw new Refusal('conflict', 'nom-deja-pris', message, [{ champ: 'nom', message }])
}

/** The name of an open place of the structure, where a team may be; null for none. Refuses another structure's. */
export async function antenneDe(ctx: Context, structureId: string, antenneId: string | null): Promise<string | null> {
  if (antenneId === null) return null
  const antenne = await ctx.db
    .selectFrom('antenne')
    .select('nom')
    .where('id', '=', antenneId)
    .where('structureId', '=', structureId)
    .where('fermeeLe', 'is', null)
    .executeTakeFirst()
  if (antenne) return antenne.nom
  const message = 'Cette antenne est fermée, ou n’est pas de cette structure. Choisissez-en une dans la liste.'
  throw new Refusal('invalid', 'antenne-d-ailleurs', message, [{ champ: 'antenneId', message }])
}
