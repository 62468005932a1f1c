import { sql } from 'kysely'
import { type DemandeFichier, deposerFichier } from '../import/depot/deposer-fichier.ts'
import { detail } from '../import/fiche-import.queries.ts'
import { estListe, GENRES } from '../import/genres.ts'
import type { Genre, LigneImport, RapportImport, StatutImport } from '../import/import.ts'
import { appliquerDepot } from '../import/importer-fichier.ts'
import { issue } from '../import/imports.queries.ts'
import { verifierCles } from '../personne/cles-nir.queries.ts'
import { engagerCle } from '../socle/auth/temoins.ts'
import { contexte, dansTransaction, type Origine } from '../socle/contexte.ts'
import type { Base } from '../socle/db.ts'
import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'
import { rapportApplique, rapportDejaApplique } from './cnaf/beneficiaires/importer-fichier.ts'
import { type ColonneReprise, type ColonnesNommees, direPistes, preparerListe } from './listes/colonnes-en-ligne.ts'
import { rapportSuivis } from './listes/importer-suivis.ts'

export type DemandeEnLigne = DemandeFichier & ColonnesNommees

/** What a file did, as `filrouge importer` answers. `lignes`: of a list; reasons say the column and why, never the value. */
export type ImportEnLigne = {
  statut: StatutImport
  /** Why nothing was applied, and what mends it; null when it was. */
  refus: { code: string; message: string } | null
  resume: string | null
  lignes: Pick<LigneImport, 'ligne' | 'resultat' | 'motifs'>[]
  genre: Genre | null
  /** Which import it is, and its number on the page Imports; null when nothing of it was kept. */
  id: string | null
  numero: number | null
  sha256: string | null
  /** The same bytes were applied before: nothing changed. */
  dejaApplique: boolean
  /** How the columns of a list were read. */
  colonnes: ColonneReprise[]
} & Pick<RapportImport, 'comptes' | 'anomalies' | 'anomaliesTotal'>

const RIEN: ImportEnLigne = {
  statut: 'refuse',
  refus: null,
  resume: null,
  lignes: [],
  genre: null,
  id: null,
  numero: null,
  sha256: null,
  dejaApplique: false,
  colonnes: [],
  comptes: [],
  anomalies: [],
  anomaliesTotal: 0,
}

/**
 * Plays a file of this machine as an agent would on the page Imports: deposited, recognised, its columns as they are proposed there or
 * named here, applied, told. A list is applied again as often as it is asked for; the same flow again changes nothing. Refuses nothing:
 * what the import met is in `refus`, and a file that somebody must still say something of waits on the page Imports.
 */
export async function importerEnLigne(base: Base, origine: Origine, demande: DemandeEnLigne): Promise<ImportEnLigne> {
  const ctx = contexte(base.territoire(origine.territoire.code), base, origine)
  const depot = await siRefuse(() =>
    engagerCle(base, async () => {
      await verifierCles(ctx)
      return deposerFichier(base, origine, demande, 'commande')
    }),
  )
  if ('refus' in depot) return { ...RIEN, refus: depot.refus }
  const id = depot.fait
  const { sha256 } = await issue(ctx, id)
  let colonnes: ColonneReprise[] = []
  const passe = await siRefuse(async () => {
    const { genre, statut } = await detail(ctx, id)
    if (statut === 'a-verifier' && (genre === null || estListe(genre)))
      colonnes = await dansTransaction(base, origine, c => preparerListe(c, id, demande))
    return appliquerDepot(base, origine, id, demande.force ?? estListe((await detail(ctx, id)).genre))
  })
  if ('refus' in passe && passe.refus.code === 'deja-applique')
    return {
      ...RIEN,
      statut: 'applique',
      resume: passe.refus.message,
      sha256,
      dejaApplique: true,
      genre: demande.genre ?? null,
    }
  const { statut, refus, resume, genre, numero, rapport } = await detail(ctx, id)
  return {
    ...RIEN,
    statut,
    refus: refus ?? ('refus' in passe ? passe.refus : null),
    resume: resume && `${resume}${direPistes(colonnes)}`,
    lignes: await lignesDe(ctx, id),
    genre,
    id,
    numero,
    sha256,
    colonnes,
    ...(rapport && {
      comptes: rapport.comptes,
      anomalies: rapport.anomalies,
      anomaliesTotal: rapport.anomaliesTotal,
    }),
  }
}

async function siRefuse<T>(
  agir: () => Promise<T>,
): Promise<{ fait: T } | { refus: { code: string; message: string } }> {
  try {
    return { fait: await agir() }
  } catch (erreur) {
    if (!(erreur instanceof Refusal)) throw erreur
    return { refus: { code: erreur.code, message: erreur.message } }
  }
}

async function lignesDe(ctx: Context, importId: string): Promise<ImportEnLigne['lignes']> {
  const { rows } = await sql<ImportEnLigne['lignes'][number]>`
    select ligne, resultat, motifs from import_ligne where import_id = ${importId} order by ligne`.execute(ctx.db)
  return rows
}

/** What `importer cnaf` and `importer suivis` answered before they were aliases: kept beside, for the scripts that read it. */
export async function anciennesCles(ctx: Context, genre: Genre, issue: ImportEnLigne): Promise<object> {
  const { id, numero, sha256, dejaApplique } = issue
  if (genre === 'beneficiaires' && dejaApplique) return rapportDejaApplique(ctx, sha256 ?? '')
  if (issue.statut !== 'applique' || id === null || numero === null) return {}
  return genre === 'beneficiaires' ? rapportApplique(ctx, numero) : rapportSuivis(ctx, { id, numero })
}

/** The same in French sentences, for a terminal: what changed, then what was set aside or left to decide. */
export function direImport(i: ImportEnLigne): string {
  const apart = i.lignes.filter(l => l.resultat === 'refusee' || l.resultat === 'a-decider')
  return [
    i.genre && !i.dejaApplique ? `${GENRES[i.genre]}, import n° ${i.numero}.` : '',
    i.resume ?? '',
    ...i.comptes.filter(c => c.nombre > 0).map(c => `${c.libelle} : ${c.nombre}`),
    ...apart.flatMap(l =>
      l.motifs.map(
        m => `ligne ${l.ligne}, ${l.resultat === 'refusee' ? 'refusée' : 'à décider'}, ${m.champ} : ${m.motif}`,
      ),
    ),
    ...(i.lignes.length ? [] : i.anomalies.map(a => `${a.ou ? `${a.ou}, ` : ''}${a.champ} : ${a.motif}`)),
  ]
    .filter(Boolean)
    .join('\n')
}
