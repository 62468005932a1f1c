import { sql } from 'kysely'
import { recitReferent } from '../../accompagnement/accompagnement.recits.ts'
import { designerReferent } from '../../accompagnement/designer-referent.ts'
import { cloreSuivis, uneFin } from '../../accompagnement/suivi.queries.ts'
import { traits } from '../../agent/roles.ts'
import { dossiersClos } from '../../droit/accompagnable.queries.ts'
import { direLaFin, finsDeDroit } from '../../droit/fin-de-droit.queries.ts'
import type { Dominante } from '../../offre/dominante.ts'
import { memeNom } from '../../offre/structure-a-completer.queries.ts'
import { Refusal } from '../../socle/refusal.ts'
import type { Context } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { orienter } from '../orienter.ts'

export type ReorientationDite = {
  personneId: string
  /** Addresses of référents. */
  ajouter: readonly string[]
  supprimer: readonly string[]
  /** Name of an open structure. */
  structure: string | null
}
type RefusDeLigne = { champ: 'ajouter' | 'supprimer' | 'structure'; motif: string }

/**
 * Changes the structure, the référent, or ends the follow-up of one person, by the commands agents use: their rules decide. Null
 * when it is done, 'inchangee' when it already was, else why not. An act refused has written nothing.
 */
export async function reorienterParListe(
  ctxDeposant: Context,
  { personneId, ajouter, supprimer, structure }: ReorientationDite,
): Promise<null | 'inchangee' | RefusDeLigne> {
  // Who administers the territory has no persons of their own, but brings lists in for all of it; an import has looked at its scope.
  const { agent } = ctxDeposant
  const ctx =
    agent.role === null || traits(agent.role)?.listes === 'territoire'
      ? { ...ctxDeposant, agent: { ...agent, genre: 'systeme' as const, role: null } }
      : ctxDeposant
  const premier = structure !== null ? 'structure' : ajouter.length > 0 ? 'ajouter' : 'supprimer'
  if ((await dossiersClos(ctx, [personneId])).has(personneId))
    return {
      champ: premier,
      motif: 'le dossier de cette personne est clos : rouvrez-le, puis importez de nouveau cette ligne',
    }
  if (ajouter.length > 1) return { champ: 'ajouter', motif: 'un seul référent à la fois : gardez une adresse' }
  const enCours = await suiviEnCours(ctx, personneId)
  const intrus = supprimer.find(c => c !== enCours?.courriel)
  const [nouveau = null] = ajouter
  if (intrus && !(nouveau !== null && nouveau === enCours?.courriel))
    return { champ: 'supprimer', motif: 'cet accompagnateur n’est pas le référent en cours de la personne' }
  if (enCours === null && premier !== 'supprimer') {
    const fin = (await finsDeDroit(ctx, [personneId], ctx.today)).get(personneId)
    if (fin)
      return {
        champ: premier,
        motif: `${direLaFin(ctx, fin)}, et son suivi avec : orientez cette personne à son retour au RSA, ou depuis son dossier`,
      }
  }
  const agentId = nouveau === null ? null : await agentDe(ctx, nouveau)
  if (nouveau !== null && agentId === null)
    return { champ: 'ajouter', motif: 'aucun agent n’a cette adresse : importez d’abord la liste des professionnels' }
  try {
    if (structure !== null) return await changerStructure(ctx, { personneId, structure, referentId: agentId, enCours })
    if (agentId !== null) return await changerReferent(ctx, { personneId, referentId: agentId, enCours })
    return await cloreSuivi(ctx, personneId, enCours)
  } catch (erreur) {
    if (!(erreur instanceof Refusal)) throw erreur
    return { champ: structure === null ? 'ajouter' : 'structure', motif: erreur.message }
  }
}

type EnCours = Awaited<ReturnType<typeof suiviEnCours>>

async function suiviEnCours(ctx: Context, personneId: string) {
  const orientation = await ctx.db
    .selectFrom('orientation as o')
    .innerJoin('structure as s', 's.id', 'o.structureId')
    .leftJoin('accompagnement as ac', join => join.onRef('ac.personneId', '=', 'o.personneId').on('ac.fin', 'is', null))
    .leftJoin('agent as a', 'a.id', 'ac.referentId')
    .select(['o.structureId', 'o.dominante', 's.nom as structure', 'ac.referentId', 'ac.debut', 'a.courriel'])
    .select(eb => eb.fn<string | null>('concat_ws', [eb.val(' '), 'a.prenom', 'a.nom']).as('referent'))
    .where('o.personneId', '=', personneId)
    .where('o.fin', 'is', null)
    .executeTakeFirst()
  return orientation ?? null
}

async function agentDe(ctx: Context, courriel: string): Promise<string | null> {
  const agent = await ctx.db.selectFrom('agent').select('id').where('courriel', '=', courriel).executeTakeFirst()
  return agent?.id ?? null
}

async function changerStructure(
  ctx: Context,
  demande: { personneId: string; structure: string; referentId: string | null; enCours: EnCours },
): Promise<null | 'inchangee' | RefusDeLigne> {
  const { personneId, referentId, enCours } = demande
  const cible = await ctx.db
    .selectFrom('structure')
    .select(['id', 'dominantes'])
    .where(memeNom(demande.structure))
    .where('fermeeLe', 'is', null)
    .orderBy(sql`lower(nom) = ${demande.structure.toLowerCase()}`, 'desc')
    .orderBy('id')
    .executeTakeFirst()
  if (!cible)
    return {
      champ: 'structure',
      motif: 'aucune structure ouverte n’a ce nom : importez d’abord la liste des structures',
    }
  const dejaLa = cible.id === enCours?.structureId
  if (dejaLa && (referentId === null || referentId === enCours?.referentId)) return 'inchangee'
  if (dejaLa && referentId) return changerReferent(ctx, { personneId, referentId, enCours })
  const meme = cible.dominantes.find(d => d === enCours?.dominante)
  const dominante = meme ?? (cible.dominantes.length === 1 ? cible.dominantes[0] : undefined)
  if (!dominante)
    return { champ: 'structure', motif: 'le parcours est à choisir : réorientez la personne depuis son dossier' }
  await orienter(ctx, {
    id: uuidv7(),
    personneId,
    dominante: dominante as Dominante,
    structureId: cible.id,
    referentId,
    accompagnementGlobal: false,
    coReferentId: null,
    motif: 'Réorientation par une liste importée.',
    reorientation: enCours && { motif: 'autre', precision: 'Réorientation par une liste importée.' },
    relais: null,
    rendezVous: {},
    notification: null,
    malgrePlafond: false,
  })
  return null
}

async function changerReferent(
  ctx: Context,
  { personneId, referentId, enCours }: { personneId: string; referentId: string; enCours: EnCours },
): Promise<null | 'inchangee'> {
  if (enCours?.referentId === referentId) return 'inchangee'
  await designerReferent(ctx, {
    id: uuidv7(),
    personneId,
    referentId,
    coReferentId: null,
    relais: null,
    rendezVous: {},
    lettre: null,
    malgrePlafond: false,
  })
  return null
}

async function cloreSuivi(ctx: Context, personneId: string, enCours: EnCours): Promise<null | RefusDeLigne> {
  if (!enCours?.referentId) return { champ: 'supprimer', motif: 'la personne n’a pas de référent en cours' }
  const fin = [ctx.today, enCours.debut ?? ''].toSorted().at(-1) ?? ctx.today
  await cloreSuivis(ctx, uneFin({ personneId, le: fin, motif: 'fin-par-liste', par: null }))
  await ctx.record({ personne: personneId }, recitReferent, {
    avant: { referentId: enCours.referentId, referent: enCours.referent, structure: enCours.structure },
  })
  return null
}
