import { z } from 'zod'
import { MOTIFS_EXPORT } from '../socle/export/motifs.ts'
import { recit } from '../socle/recit.ts'
import { pluriel } from '../socle/ui/dates.ts'
import { enSuite, leJour, mot, NBSP, Nomme, nomDe } from '../socle/ui/phrases.ts'
import { nommerLigne } from './doutes/nommer-ligne.ts'
import { GENRES } from './genres.ts'

/** Told in the file of each person that the import had changed. */
export const recitImportAnnule = recit(
  'import-annule',
  z.object({ import: z.int(), fichier: z.string() }),
  (_, apres) => ({
    titre: 'Import annulé',
    detail: enSuite(
      apres?.import !== undefined && `n°${NBSP}${apres.import}`,
      apres?.fichier,
      'Ce qu’il avait changé ici est redevenu comme avant.',
    ),
  }),
)

/** A file, or what was said of it, taken out of the product: it tells of persons. */
export const recitImportTelecharge = recit(
  'import-telecharge',
  z.object({
    quoi: z.enum(['fichier', 'refusees', 'anomalies']),
    fichier: z.string(),
    lignes: z.int().optional(),
    motif: z.string().optional(),
  }),
  (_, apres) => ({
    titre:
      mot(
        {
          fichier: 'Fichier téléchargé',
          refusees: 'Lignes refusées téléchargées',
          anomalies: 'Anomalies téléchargées',
        },
        apres?.quoi,
      ) ?? 'Téléchargement',
    detail: enSuite(
      apres?.fichier,
      apres?.lignes !== undefined && pluriel(apres.lignes, 'ligne'),
      mot(MOTIFS_EXPORT, apres?.motif),
    ),
  }),
  { sur: 'import' },
)

export const recitImportDepose = recit(
  'import-depose',
  z.object({ fichier: z.string(), taille: z.number(), recuLe: z.string(), genre: z.string().nullish() }),
  (_, apres, { aujourdhui }) => {
    const recu = leJour(apres?.recuLe, aujourdhui)
    return {
      titre: 'Fichier déposé',
      detail: enSuite(apres?.fichier, mot(GENRES, apres?.genre), recu && `reçu ${recu}`),
    }
  },
  { sur: 'import' },
)

export const recitImportDemande = recit(
  'import-demande',
  z.object({
    simulation: z.boolean(),
    force: z.boolean().optional(),
    confirme: z.boolean().optional(),
    /** The figures that were looked at, when it is confirmed. */
    pourquoi: z.string().optional(),
  }),
  (_, apres) => ({
    titre: apres?.simulation ? 'Simulation demandée' : 'Application demandée',
    detail: enSuite(
      apres?.force && 'Bien que plus ancien que le dernier flux.',
      apres?.confirme && 'Ce qu’il change a été vérifié et confirmé.',
      apres?.pourquoi,
    ),
  }),
  { sur: 'import' },
)

export const recitImportApplique = recit(
  'import-applique',
  z.object({ import: z.int(), resume: z.string(), confirmePar: Nomme }),
  (_, apres) => ({
    titre: 'Import appliqué',
    detail: enSuite(apres?.resume, nomDe(apres?.confirmePar) && `Confirmé par ${nomDe(apres?.confirmePar)}`),
  }),
  { sur: 'import' },
)

export const recitImportRefuse = recit(
  'import-refuse',
  z.object({ message: z.string() }),
  (_, apres) => ({ titre: 'Import refusé', detail: apres?.message ?? null }),
  { sur: 'import' },
)

/** A flow waits for somebody to confirm how much it changes. */
export const recitImportRetenu = recit(
  'import-retenu',
  z.object({ message: z.string() }),
  (_, apres) => ({ titre: 'Flux à confirmer', detail: apres?.message ?? null }),
  { sur: 'import' },
)

export const recitImportDefait = recit(
  'import-defait',
  z.object({ import: z.int(), fichier: z.string() }),
  (_, apres) => ({
    titre: 'Import annulé',
    detail: enSuite(apres?.fichier, 'Ce qu’il avait changé est redevenu comme avant.'),
  }),
  { sur: 'import' },
)

export const recitImportRejoue = recit(
  'import-rejoue',
  z.object({ origineId: z.string() }),
  () => ({ titre: 'Fichier repris d’un import précédent', detail: null }),
  { sur: 'import' },
)

export const recitImportRetire = recit(
  'import-retire',
  z.object({ fichier: z.string() }),
  avant => ({ titre: 'Fichier retiré, sans avoir rien changé', detail: avant?.fichier ?? null }),
  { sur: 'import' },
)

export const recitColonnesChoisies = recit(
  'colonnes-choisies',
  z.object({ genre: z.string(), champs: z.array(z.string()) }),
  (_, apres) => ({
    titre: 'Colonnes choisies',
    detail: enSuite(mot(GENRES, apres?.genre), apres?.champs && pluriel(apres.champs.length, 'colonne')),
  }),
  { sur: 'import' },
)

export const recitLignesDecidees = recit(
  'lignes-decidees',
  z.object({
    /** Numbers of the lines, in the file. */
    lignes: z.array(z.int()),
    decidees: z.int(),
  }),
  (_, apres) => ({
    titre: 'Lignes douteuses décidées',
    detail: apres?.decidees === undefined ? null : pluriel(apres.decidees, 'ligne décidée', 'lignes décidées'),
  }),
  { sur: 'import' },
)

const DECISIONS = {
  connue: 'c’est cette personne',
  nouvelle: 'c’est une autre personne, son dossier est créé',
  cote: 'laissée de côté',
}

/** Told in the file of who the line was found to be about; goes with the import when it is undone. */
export const recitLigneDecidee = recit(
  'ligne-decidee',
  z.object({
    ...{ import: z.int(), fichier: z.string(), ligne: z.int(), decision: z.enum(['connue', 'nouvelle']) },
    genre: z.string().optional(),
  }),
  (_, apres) => ({
    titre: 'Ligne d’un fichier reconnue',
    detail: enSuite(
      apres?.import !== undefined && `Import n°${NBSP}${apres.import}`,
      apres?.fichier &&
        [apres.fichier, apres.ligne && nommerLigne(apres.genre ?? '', apres.ligne)].filter(Boolean).join(', '),
      mot(DECISIONS, apres?.decision),
    ),
  }),
)

export const recitLigneTranchee = recit(
  'ligne-tranchee',
  z.object({
    ...{ ligne: z.int(), decision: z.enum(['connue', 'nouvelle', 'cote']) },
    ...{ raison: z.string().optional(), genre: z.string().optional() },
  }),
  (_, apres) => ({
    titre:
      apres?.ligne === undefined ? 'Ligne décidée' : `Décision${NBSP}: ${nommerLigne(apres.genre ?? '', apres.ligne)}`,
    detail: enSuite(
      apres?.decision === 'nouvelle' ? 'reprise comme une nouvelle' : mot(DECISIONS, apres?.decision),
      apres?.raison,
    ),
  }),
  { sur: 'import' },
)

export const recitLignesConfiees = recit(
  'lignes-confiees',
  z.object({
    import: z.int(),
    fichier: z.string(),
    lignes: z.int(),
    /** Who may decide one of them at least. */
    agents: z.array(z.string()),
  }),
  (_, apres) => ({
    titre: 'Lignes confiées aux chargés d’orientation',
    detail: apres?.lignes === undefined ? null : pluriel(apres.lignes, 'ligne à décider', 'lignes à décider'),
  }),
  { sur: 'import' },
)
