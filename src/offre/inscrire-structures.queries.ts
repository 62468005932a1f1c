import { sql } from 'kysely'
import { formeComparable } from '../lecture/forme-comparable.ts'
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
  /** Somebody said that it is another one than the one whose name it all but has. */
  autre?: boolean
  /** Somebody said that it is that one. */
  meme?: boolean
}
type Connue = Omit<StructureDite, 'autre' | 'meme'> & { id: string }
/** `avant`: null for one that nobody knew. */
type Ecrite = Connue & { avant: Connue | null }
export type StructureInscrite = {
  id: string
  resultat: 'creee' | 'modifiee' | 'inchangee'
  laissee?: boolean
  /** Nothing was written: it has, but for a hyphen, an accent or a sign, the name of this one. */
  ressembleA?: string
}
type Options = {
  /** False for who may only create: what was there stays as it was, `laissee` says where something else was told. */
  changer?: boolean
  /** The list only names them: a name that differs by a sign is that of the structure known. */
  joindre?: boolean
}

const CHAMPS = ['siret', 'telephone', 'courriel', 'adresse'] as const

/**
 * The open structures that a list tells of, found by their SIRET, else by their name; those nobody knew are created « à
 * compléter », without a parcours: nobody is oriented there before it is described. What is said replaces what was, blanks replace
 * nothing, the name stays. In the order of `dites`; a structure said twice is one. A name that differs from a known one by a hyphen,
 * an accent or a sign only makes no second structure: it is doubtful, unless another SIRET or somebody says otherwise.
 */
export async function inscrireStructures(
  ctx: Context,
  dites: readonly StructureDite[],
  { changer = true, joindre = false }: Options = {},
): Promise<StructureInscrite[]> {
  const connues = await lireConnues(ctx, dites)
  const parSiret = new Map(connues.flatMap(c => (c.siret ? [[c.siret, c]] : [])))
  const parNom = new Map(connues.map(c => [c.nom.toLowerCase(), c]))
  const parForme = new Map(connues.toReversed().map(c => [formeComparable(c.nom), c]))
  const ecrites = new Map<string, Ecrite>()
  const inscrites = dites.map((dite): StructureInscrite => {
    const parSonSiret = dite.siret ? parSiret.get(dite.siret) : undefined
    const presque = parSonSiret || parNom.has(dite.nom.toLowerCase()) ? undefined : semblable(parForme, dite)
    if (presque && !joindre && !dite.meme) return { id: presque.id, resultat: 'inchangee', ressembleA: presque.nom }
    const homonyme = parNom.get(dite.nom.toLowerCase()) ?? presque
    const autre = dite.siret !== null && homonyme?.siret && homonyme.siret !== dite.siret
    const connue = parSonSiret ?? (autre ? undefined : homonyme)
    const nom = connue?.nom ?? (autre ? `${dite.nom} (${dite.siret})` : dite.nom)
    const devenue: Connue = { id: connue?.id ?? uuidv7(), nom, ...gardees(dite, connue) }
    const autrement = connue !== undefined && CHAMPS.some(c => connue[c] !== devenue[c])
    const nee = connue !== undefined && ecrites.get(connue.id)?.avant === null
    if (connue && autrement && !changer && !nee) return { id: connue.id, resultat: 'inchangee', laissee: true }
    const change = !connue || autrement
    const deja = ecrites.get(devenue.id)
    if (change) ecrites.set(devenue.id, { ...devenue, avant: deja ? deja.avant : (connue ?? null) })
    parNom.set(nom.toLowerCase(), devenue)
    parForme.set(formeComparable(nom), devenue)
    if (devenue.siret) parSiret.set(devenue.siret, devenue)
    return { id: devenue.id, resultat: connue ? (change ? 'modifiee' : 'inchangee') : 'creee' }
  })
  await ecrire(ctx, [...ecrites.values()])
  return inscrites
}

/** The structure whose name is this one but for its signs, that no other SIRET tells from it. */
function semblable(parForme: ReadonlyMap<string, Connue>, { nom, siret, autre }: StructureDite): Connue | undefined {
  const forme = formeComparable(nom)
  const presque = autre || forme === '' ? undefined : parForme.get(forme)
  return presque && siret !== null && presque.siret !== null && presque.siret !== siret ? undefined : presque
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
      or forme_comparable(nom) in (select forme_comparable(n) from unnest(${dites.map(d => d.nom)}::text[]) n)
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
