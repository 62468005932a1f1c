import type { z } from 'zod'
import type { Colonne } from '../../socle/export/colonnes.ts'
import { parPaquets } from '../../socle/export/lignes.ts'
import { routeExport, type Tableau } from '../../socle/export/tableau.ts'
import { Refusal } from '../../socle/refusal.ts'
import { communeLisible, prenomLisible } from '../noms.ts'
import { lireRecherche, type Recherche } from './lire-recherche.ts'
import { CANDIDATS_MAX, chercherPersonnes, DemandePersonnes, type PersonneTrouvee } from './personnes.ts'
import { SITUATIONS } from './situations.ts'

type Ligne = z.input<typeof PersonneTrouvee>

/** What was looked for, without the words: they name somebody, and the trace of an export outlives their file. */
const CHERCHE: Record<Recherche['genre'], string> = {
  nir: 'par NIR',
  numero: 'par numéro',
  telephone: 'par téléphone',
  courriel: 'par courriel',
  nom: 'par nom ou date de naissance',
  vide: 'vide',
}

/** The persons found, all their pages. Refuses a search that the screen itself calls too wide: its list is not whole. */
export const exporterPersonnes = routeExport(
  {
    route: 'POST /personnes/recherche/export',
    summary: 'Exporter les personnes trouvées',
    permission: 'export.recherche',
    input: DemandePersonnes,
  },
  async (ctx, demande): Promise<Tableau<Ligne>> => {
    const { personnes, davantage } = await chercherPersonnes(ctx, { ...demande, page: 1, parPage: CANDIDATS_MAX })
    if (davantage)
      throw new Refusal(
        'invalid',
        'recherche-trop-large',
        'Cette recherche trouve plus de 2 000 personnes : la liste n’est pas entière. Précisez le prénom ou la date de naissance, puis recommencez.',
      )
    return {
      nom: 'personnes',
      titre: 'Personnes trouvées',
      filtres: [
        ['Recherche', CHERCHE[lireRecherche(demande.q, ctx.today).genre]],
        ...(demande.situation ? [['Situation', SITUATIONS[demande.situation]] as const] : []),
      ],
      lignes: parPaquets(personnes),
      personne: p => p.id,
      colonnes: COLONNES,
    }
  },
)

const COLONNES: Colonne<Ligne>[] = [
  { titre: 'Nom', genre: 'texte', valeur: p => p.nom },
  { titre: 'Nom de naissance', genre: 'texte', valeur: p => p.nomNaissance },
  { titre: 'Prénom', genre: 'texte', valeur: p => prenomLisible(p.prenom) },
  { titre: 'Date de naissance', genre: 'jour', valeur: p => p.dateNaissance },
  { titre: 'Commune', genre: 'texte', valeur: p => p.commune && communeLisible(p.commune) },
  { titre: 'Situation', genre: 'texte', valeur: p => SITUATIONS[p.situation] },
  { titre: 'Suivie par', genre: 'texte', valeur: p => p.suiviPar },
  { titre: 'Entrée le', genre: 'jour', valeur: p => p.entreeLe },
]
