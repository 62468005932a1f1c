import { sql } from 'kysely'
import { enregistrerChacun } from '../socle/evenement.ts'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { recitStructureCreee, recitStructureModifiee } from './offre.recits.ts'

export type StructureDite = {
  nom: string
  siret: string | null
  telephone: string | null
  courriel: string | null
  adresse: string | null
}
type Connue = StructureDite & { id: string }
/** `avant`: null for one that nobody knew. */
type Ecrite = Connue & { avant: Connue | null }
export type StructureInscrite = { id: string; resultat: 'creee' | 'modifiee' | 'inchangee'; laissee?: boolean }

const CHAMPS = ['siret', 'telephone', 'courriel', 'adresse'] as const

/**
 * The open structures that a list tells of, found by their SIRET, else by their name; those nobody knew are created « à
 * compléter », without a parcours: nobody is oriented there before it is described. What is said replaces what was, blanks replace
 * nothing, the name stays. In the order of `dites`; a structure said twice is one. `changer`: false for who may only create: what was
 * there stays as it was, `laissee` says where something else was told.
 */
export async function inscrireStructures(
  ctx: Context,
  dites: readonly StructureDite[],
  changer = true,
): Promise<StructureInscrite[]> {
  const connues = await lireConnues(ctx, dites)
  const parSiret = new Map(connues.flatMap(c => (c.siret ? [[c.siret, c]] : [])))
  const parNom = new Map(connues.map(c => [c.nom.toLowerCase(), c]))
  const ecrites = new Map<string, Ecrite>()
  const inscrites = dites.map((dite): StructureInscrite => {
    const homonyme = parNom.get(dite.nom.toLowerCase())
    const autre = dite.siret !== null && homonyme?.siret && homonyme.siret !== dite.siret
    const connue = (dite.siret ? parSiret.get(dite.siret) : undefined) ?? (autre ? undefined : homonyme)
    const nom = connue?.nom ?? (autre ? `${dite.nom} (${dite.siret})` : dite.nom)
    const devenue: Connue = { id: connue?.id ?? uuidv7(), nom, ...gardees(dite, connue) }
    const autrement = connue !== undefined && CHAMPS.some(c => connue[c] !== devenue[c])
    const nee = connue !== undefined && ecrites.get(connue.id)?.avant === null
    if (connue && autrement && !changer && !nee) return { id: connue.id, resultat: 'inchangee', laissee: true }
    const change = !connue || autrement
    const deja = ecrites.get(devenue.id)
    if (change) ecrites.set(devenue.id, { ...devenue, avant: deja ? deja.avant : (connue ?? null) })
    parNom.set(nom.toLowerCase(), devenue)
    if (devenue.siret) parSiret.set(devenue.siret, devenue)
    return { id: devenue.id, resultat: connue ? (change ? 'modifiee' : 'inchangee') : 'creee' }
  })
  await ecrire(ctx, [...ecrites.values()])
  return inscrites
}

function gardees(dite: StructureDite, connue: Connue | undefined) {
  return {
    siret: dite.siret ?? connue?.siret ?? null,
    telephone: dite.telephone ?? connue?.telephone ?? null,
    courriel: dite.courriel ?? connue?.courriel ?? null,
    adresse: dite.adresse ?? connue?.adresse ?? null,
  }
}

async function lireConnues(ctx: Context, dites: readonly StructureDite[]): Promise<Connue[]> {
  const { rows } = await sql<Connue>`
    select id, nom, siret, telephone, courriel, adresse from structure
    where fermee_le is null and (lower(nom) = any(${dites.map(d => d.nom.toLowerCase())})
      or siret = any(${dites.flatMap(d => (d.siret ? [d.siret] : []))}))`.execute(ctx.db)
  return rows
}

async function ecrire(ctx: Context, structures: readonly Ecrite[]): Promise<void> {
  const nouvelles = structures.flatMap(({ avant, ...s }) =>
    avant ? [] : [{ ...s, organisme: 'delegataire', dominantes: [], aCompleter: true }],
  )
  if (nouvelles.length) await ctx.db.insertInto('structure').values(nouvelles).execute()
  await enregistrerChacun(
    ctx,
    recitStructureCreee,
    nouvelles.map(({ id, organisme: _, ...apres }) => ({ id, apres })),
  )
  const connues = structures.flatMap(({ avant, ...apres }) => (avant ? [{ id: apres.id, avant, apres }] : []))
  for (const { id, apres } of connues) {
    const { id: _, nom: __, ...valeurs } = apres
    await ctx.db.updateTable('structure').set(valeurs).where('id', '=', id).execute()
  }
  await enregistrerChacun(ctx, recitStructureModifiee, connues)
}
