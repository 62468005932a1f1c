import { Readable } from 'node:stream'
import { type Kysely, sql } from 'kysely'
import type { z } from 'zod'
import { garderExport } from '../lectures/consultation.ts'
import { Refusal } from '../refusal.ts'
import { type Document, type RawRoute, rawRoute } from '../route.ts'
import { recitExport, recitExportInterrompu } from '../socle.recits.ts'
import type { DB } from '../tables.ts'
import type { Context } from '../use-case.ts'
import { type Colonne, dansFuseau, enEspacesSimples } from './colonnes.ts'
import { csv } from './csv.ts'
import { COLONNE_EXPORT, DemandeExport, EXPORT_MAX, marque, raisonIncomplete } from './export.ts'
import type { Lignes } from './lignes.ts'
import { MOTIFS_EXPORT } from './motifs.ts'
import { xlsx } from './xlsx.ts'

/** A list as it leaves: exactly the one that a screen shows, all its pages, in its order. */
export type Tableau<L> = {
  /** Of the file, before the day and the number. */
  nom: string
  titre: string
  /** What the list was asked, in words; never a name of a person. */
  filtres: readonly (readonly [quoi: string, valeur: string])[]
  colonnes: readonly Colonne<L>[]
  lignes: Lignes<L>
  /** Whom a line tells of; nobody where there are only figures. */
  personne?(ligne: L): string | null
}

/** Exports of a territory at the same moment, in one process: each holds a connection for as long as it is sent. */
const EN_MEME_TEMPS = 3
const enCours = new WeakMap<Kysely<DB>, number>()

export const TYPES_EXPORT = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** An export as a route: what its list is asked, with the form and the reason (`export.ts`). */
export function routeExport<I extends z.ZodObject, L>(
  { input, ...declaration }: Omit<RawRoute<I>['declaration'], 'enFlux'>,
  tableauDe: (ctx: Context, demande: z.output<I>) => Promise<Tableau<L>>,
): RawRoute {
  return rawRoute(
    { ...declaration, input: DemandeExport.extend(input.shape) as z.ZodObject, enFlux: true },
    async (ctx, tout) => {
      const raison = DemandeExport.parse(tout)
      const manque = raisonIncomplete(raison)
      if (manque) throw new Refusal('invalid', 'raison-incomplete', manque, [{ champ: 'precision', message: manque }])
      return tableau(ctx, raison, () => tableauDe(ctx, tout as z.output<I>))
    },
  )
}

/**
 * Sends a list as a file, page by page. Before the first line leaves, it is told who takes out what and why, under a number that each
 * line bears; before each page, the trace of its persons is kept: what left is always known, even when the line is cut. Refuses an
 * empty list, one that is too long, and a fourth export at the same moment.
 */
export async function tableau<L>(
  ctx: Context,
  { format, motif, precision }: DemandeExport,
  preparer: () => Promise<Tableau<L>>,
): Promise<Document> {
  const liberer = prendrePlace(ctx.db)
  let lignes: Lignes<L> | undefined
  try {
    const demande = await preparer()
    lignes = demande.lignes
    const premiere = await lignes.next()
    const total = premiere.value?.total ?? 0
    if (premiere.done || total === 0)
      throw new Refusal(
        'not-found',
        'export-vide',
        'Cette liste est vide : il n’y a rien à exporter. Changez les filtres, puis recommencez.',
      )
    if (total > EXPORT_MAX) throw tropGrand()
    const { rows } = await sql<{ n: number }>`select nextval('export_numero')::integer as n`.execute(ctx.db)
    const numero = rows[0]?.n ?? 0
    const filtres = demande.filtres.map(([quoi, valeur]): [string, string] => [quoi, valeur])
    await ctx.record({ objet: 'export', id: String(numero) }, recitExport, {
      apres: { liste: demande.titre, filtres, lignes: total, format, motif, precision, role: ctx.agent.role },
    })
    const marquees = dansFuseau([...demande.colonnes, marqueDe<L>(ctx, numero)].map(enEspacesSimples), ctx.fuseau)
    let parties = 0
    const suite = lignes
    async function* pages() {
      for (let page = premiere; !page.done; ) {
        // The next page is read while this one is traced, written and sent.
        const suivante = suite.next()
        suivante.catch(() => {})
        const personnes = page.value.lignes.flatMap(l => demande.personne?.(l) ?? [])
        await garderExport(ctx, personnes, numero)
        yield page.value.lignes
        parties += page.value.lignes.length
        page = await suivante
      }
    }
    const octets =
      format === 'csv'
        ? csv(marquees, pages())
        : xlsx(
            { colonnes: marquees, aPropos: aPropos(ctx, demande, { numero, total, motif, precision }), le: ctx.now },
            pages(),
          )
    const contenu = Readable.from(octets, { objectMode: false })
    contenu.once('close', () => {
      const fin = async () => {
        await suite.return()
        if (parties < total)
          await ctx.record({ objet: 'export', id: String(numero) }, recitExportInterrompu, {
            apres: { liste: demande.titre, lignes: parties },
          })
      }
      // The event of what was asked is already kept: this one only says that less left.
      fin()
        .catch(() => {})
        .finally(liberer)
    })
    ctx.arret?.addEventListener('abort', () => contenu.destroy())
    return {
      type: TYPES_EXPORT[format],
      nom: `${demande.nom}_${ctx.today}_export-${marque(ctx.territoire.code, numero)}.${format}`,
      telecharger: true,
      contenu,
    }
  } catch (erreur) {
    await lignes?.return()
    liberer()
    throw erreur
  }
}

export const tropGrand = () =>
  new Refusal(
    'invalid',
    'export-trop-grand',
    `Cette liste dépasse ${EXPORT_MAX.toLocaleString('fr-FR')} lignes. Filtrez-la, ou choisissez une période plus courte, puis recommencez.`,
  )

function prendrePlace(db: Kysely<DB>): () => void {
  const pris = enCours.get(db) ?? 0
  if (pris >= EN_MEME_TEMPS)
    throw new Refusal(
      'too-many',
      'exports-en-cours',
      'Plusieurs exports sont déjà en cours dans le territoire. Attendez une minute, puis recommencez.',
      [],
      { attendre: 60 },
    )
  enCours.set(db, pris + 1)
  return () => enCours.set(db, (enCours.get(db) ?? 1) - 1)
}

/** On each line, whose file it was, whatever becomes of the sheet. */
const marqueDe = <L>(ctx: Context, numero: number): Colonne<L> => ({
  titre: COLONNE_EXPORT,
  genre: 'texte',
  valeur: () => marque(ctx.territoire.code, numero),
})

type Fait = { numero: number; total: number } & Pick<DemandeExport, 'motif' | 'precision'>

const aPropos = (
  ctx: Context,
  { titre, filtres }: Pick<Tableau<never>, 'titre' | 'filtres'>,
  fait: Fait,
): [string, string | number][] => [
  [COLONNE_EXPORT, marque(ctx.territoire.code, fait.numero)],
  ['Liste', titre],
  ...filtres.map(([quoi, valeur]): [string, string] => [quoi, valeur]),
  ['Lignes', fait.total],
  ['Exportée par', ctx.agent.nom],
  ['Le', ctx.today],
  ['Raison', [MOTIFS_EXPORT[fait.motif], fait.precision].filter(Boolean).join('. ')],
  ['Territoire', ctx.territoire.nom],
  [
    'À savoir',
    'Ce fichier est sorti sous votre responsabilité : gardez-le le temps de ce qui est dit ci-dessus, puis détruisez-le. Le délégué à la protection des données voit cet export, et chaque personne peut demander qui l’a eue dans une liste.',
  ],
]
