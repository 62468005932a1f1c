type Donnees = Record<string, unknown> | null
type Recit = (avant: Donnees, apres: Donnees) => { titre: string; detail: string | null }

const texte = (valeur: unknown) => (typeof valeur === 'string' && valeur !== '' ? valeur : null)

/** What leaves the active base and comes back to it, and what the person takes away, as the timeline tells it. */
export const RECITS_ARCHIVE = {
  archivage: () => ({
    titre: 'Dossier passé aux archives',
    detail: 'Aucun contact depuis longtemps\u00a0: ni la recherche ni les listes ne le montrent plus.',
  }),
  'archive-ouverte': (_, apres) => ({ titre: 'Dossier lu aux archives', detail: texte(apres?.motif) }),
  'sortie-archive': (_, apres) => ({
    titre: 'Dossier sorti des archives',
    detail: apres?.pourquoi === 'fichier' ? 'Un fichier l’annonce de nouveau.' : texte(apres?.pourquoi),
  }),
  'donnees-portees': (_, apres) => ({
    titre: 'Données exportées pour être remises à la personne',
    detail: apres?.format === 'pdf' ? 'Document PDF' : 'Fichier JSON',
  }),
} satisfies Record<string, Recit>
