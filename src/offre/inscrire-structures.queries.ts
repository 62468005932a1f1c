import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'

export type StructureDite = {
  nom: string
  siret: string | null
  telephone: string | null
  courriel: string | null
  adresse: string | null
}
type Connue = StructureDite & { id: string }
export type StructureInscrite = { id: string; resultat: 'creee' | 'modifiee' | 'inchangee' }

const CHAMPS = ['siret', 'telephone', 'courriel', 'adresse'] as const

/**
 * The open structures that a list tells of, found by their SIRET, else by their name; those nobody knew are created « à
 * compléter », without a parcours: nobody is oriented there before it is described. What is said replaces what was, blanks replace
 * nothing, the name stays. In the order of `dites`; a structure said twice is one.
 */
export async function inscrireStructures(ctx: Context, dites: readonly StructureDite[]): Promise<StructureInscrite[]> {
  const connues = await lireConnues(ctx, dites)
  const parSiret = new Map(connues.flatMap(c => (c.siret ? [[c.siret, c]] : [])))
  const parNom = new Map(connues.map(c => [c.nom.toLowerCase(), c]))
  const ecrites = new Map<string, Connue & { nouvelle: boolean }>()
  const inscrites = dites.map((dite): StructureInscrite => {
    const homonyme = parNom.get(dite.nom.toLowerCase())
    const autre = dite.siret !== null && homonyme?.siret && homonyme.siret !== dite.siret
    const connue = (dite.siret ? parSiret.get(dite.siret) : undefined) ?? (autre ? undefined : homonyme)
    const nom = connue?.nom ?? (autre ? `${dite.nom} (${dite.siret})` : dite.nom)
    const devenue: Connue = { id: connue?.id ?? uuidv7(), nom, ...gardees(dite, connue) }
    const change = !connue || CHAMPS.some(c => connue[c] !== devenue[c])
    if (change) ecrites.set(devenue.id, { ...devenue, nouvelle: ecrites.get(devenue.id)?.nouvelle ?? !connue })
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

async function ecrire(ctx: Context, structures: readonly (Connue & { nouvelle: boolean })[]): Promise<void> {
  const nouvelles = structures.filter(s => s.nouvelle)
  if (nouvelles.length) {
    await ctx.db
      .insertInto('structure')
      .values(
        nouvelles.map(({ nouvelle: _, ...s }) => ({
          ...s,
          organisme: 'delegataire',
          dominantes: [],
          aCompleter: true,
        })),
      )
      .execute()
  }
  for (const { nouvelle, id, nom: _, ...valeurs } of structures)
    if (!nouvelle) await ctx.db.updateTable('structure').set(valeurs).where('id', '=', id).execute()
}
