import { MOTIFS_ENTREE } from '../droit/entree.ts'
import { DOMINANTES, NOMS_DOMINANTES } from '../offre/dominante.ts'
import type { Cellule, Colonne, Genre } from '../socle/export/colonnes.ts'
import { parPaquets } from '../socle/export/lignes.ts'
import { routeExport, type Tableau } from '../socle/export/tableau.ts'
import type { Effectif } from '../socle/secret.ts'
import { tauxVu } from './chiffres.ts'
import type { Mesures } from './mesures.ts'
import { DemandeIndicateur, filtresEnMots } from './pilotage.ts'
import { tableauPilotage } from './tableau-pilotage.ts'
import { direOrganisme, SANS_REFERENT, TableauExporte, TITRES_TABLEAUX } from './tableaux.ts'

/**
 * One table of the page « Pilotage », tidy: a line for each thing counted, the period in its columns, numbers that are numbers. A count
 * too small to be shown is an empty cell, and the line says so: the same counts are hidden as on the page.
 */
export const exporterTableau = routeExport(
  {
    route: 'POST /pilotage/export',
    summary: 'Exporter un tableau du pilotage',
    permission: 'export.chiffres',
    input: DemandeIndicateur.extend({ tableau: TableauExporte }),
  },
  async (ctx, { tableau, ...demande }): Promise<Tableau<Rangee>> => {
    const mesures = await tableauPilotage(ctx, demande)
    const { colonnes, lignes } = TABLEAUX[tableau](mesures)
    return {
      nom: `pilotage-${tableau}`,
      titre: TITRES_TABLEAUX[tableau],
      filtres: filtresEnMots(demande),
      lignes: parPaquets(lignes),
      colonnes: [
        { titre: 'Début de la période', genre: 'jour', valeur: () => demande.du },
        { titre: 'Fin de la période', genre: 'jour', valeur: () => demande.au },
        ...colonnes.map(([titre, genre], i): Colonne<Rangee> => ({ titre, genre, valeur: l => visible(l[i]) })),
        { titre: 'Effectif masqué', genre: 'booleen', valeur: l => l.includes('masque') },
      ],
    }
  },
)

type Rangee = readonly (Cellule | Effectif)[]
type Ecrit = { colonnes: readonly (readonly [titre: string, genre: Genre])[]; lignes: readonly Rangee[] }

const visible = (valeur: Rangee[number] | undefined): Cellule =>
  valeur === undefined || valeur === 'masque' ? null : valeur

const MOIS = [
  ['Mois', 'jour'],
  ['Mois complet', 'booleen'],
] as const
const SUIVIS = [
  ['Personnes', 'entier'],
  ['En veille', 'entier'],
] as const

const TABLEAUX: Record<TableauExporte, (mesures: Mesures) => Ecrit> = {
  'entrants-par-mois': ({ entrees }) => ({
    colonnes: [...MOIS, ['Personnes', 'entier']],
    lignes: entrees.map(m => [m.mois, m.complet, m.entrants]),
  }),
  'entrants-par-motif': ({ I01 }) => ({
    colonnes: [
      ['Motif', 'texte'],
      ['Personnes', 'entier'],
    ],
    lignes: I01.parMotif.map(m => [MOTIFS_ENTREE[m.motif], m.personnes]),
  }),
  'orientes-dans-le-delai': ({ entrees, delais }) => ({
    colonnes: [
      ...MOIS,
      ['Entrants', 'entier'],
      [`En ${delais.jours} jours`, 'entier'],
      ['Part (%)', 'taux'],
      [`En ${delais.mois} mois`, 'entier'],
      ['Part à un mois (%)', 'taux'],
    ],
    lignes: entrees.map(m => [
      ...[m.mois, m.complet, m.entrants],
      ...[m.aTemps, tauxVu(m.aTemps, m.entrants), m.unMois, tauxVu(m.unMois, m.entrants)],
    ]),
  }),
  'par-dominante': ({ I05 }) => ({
    colonnes: [['Dominante', 'texte'], ...SUIVIS],
    lignes: I05.parDominante.map(d => [DOMINANTES[d.dominante], d.personnes, d.enVeille]),
  }),
  'par-organisme': ({ I05 }) => ({
    colonnes: [['Organisme du référent', 'texte'], ...SUIVIS],
    lignes: I05.parOrganisme.map(o => [direOrganisme(o.organisme), o.personnes, o.enVeille]),
  }),
  'par-structure': ({ I05 }) => ({
    colonnes: [['Structure du référent', 'texte'], ['Organisme', 'texte'], ...SUIVIS],
    lignes: I05.parStructure.map(s => [
      s.structure ?? SANS_REFERENT,
      direOrganisme(s.organisme),
      s.personnes,
      s.enVeille,
    ]),
  }),
  'dominantes-par-mois': ({ dominantes }) => ({
    colonnes: [
      ['Mois', 'jour'],
      ['Compté le', 'jour'],
      ['Dominante', 'texte'],
      ['Personnes', 'entier'],
    ],
    lignes: dominantes.flatMap(m => NOMS_DOMINANTES.map(d => [m.mois, m.le, DOMINANTES[d], m[d]])),
  }),
}
