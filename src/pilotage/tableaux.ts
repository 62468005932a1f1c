import { z } from 'zod'
import { MOTIFS_ENTREE } from '../droit/entree.ts'
import { DOMINANTES, NOMS_DOMINANTES } from '../offre/dominante.ts'
import { ORGANISMES } from '../offre/structure.ts'
import { compte, direTaux, moisEntier, tauxVu } from './chiffres.ts'
import type { Mesures } from './mesures.ts'

/** A table as it is shown and exported: its name, its columns, its cells already written. */
export type Tableau = { titre: string; colonnes: string[]; lignes: (string | number)[][] }

/** The tables that may be taken out, one a file. */
export const TITRES_TABLEAUX = {
  'orientes-dans-le-delai': 'Orientés dans le délai, par mois de réception',
  'entrants-par-mois': 'Nouveaux entrants par mois',
  'entrants-par-motif': 'Nouveaux entrants par motif',
  'par-dominante': 'Personnes par dominante',
  'par-organisme': 'Personnes par organisme du référent',
  'par-structure': 'Personnes par structure du référent',
  'dominantes-par-mois': 'Orientations en cours à la fin de chaque mois, veilles comprises',
} as const
export type TableauExporte = keyof typeof TITRES_TABLEAUX
export const TableauExporte = z.enum(Object.keys(TITRES_TABLEAUX) as [TableauExporte, ...TableauExporte[]])

export function tableauxEntrants({ I01, entrees }: Mesures): Tableau[] {
  return [
    {
      titre: TITRES_TABLEAUX['entrants-par-mois'],
      colonnes: ['Mois', 'Personnes'],
      lignes: entrees.map(m => [moisEntier(m.mois, m.complet), compte(m.entrants)]),
    },
    {
      titre: TITRES_TABLEAUX['entrants-par-motif'],
      colonnes: ['Motif', 'Personnes'],
      lignes: I01.parMotif.map(m => [MOTIFS_ENTREE[m.motif], compte(m.personnes)]),
    },
  ]
}

export function tableauxDelai({ entrees, delais }: Mesures): Tableau[] {
  return [
    {
      titre: TITRES_TABLEAUX['orientes-dans-le-delai'],
      colonnes: ['Mois', 'Entrants', `En ${delais.jours} jours`, 'Part', `En ${delais.mois} mois`, 'Part à un mois'],
      lignes: entrees.map(m => [
        moisEntier(m.mois, m.complet),
        compte(m.entrants),
        compte(m.aTemps),
        direTaux(tauxVu(m.aTemps, m.entrants)),
        compte(m.unMois),
        direTaux(tauxVu(m.unMois, m.entrants)),
      ]),
    },
  ]
}

export function tableauxRepartition({ I05, dominantes }: Mesures): Tableau[] {
  return [
    {
      titre: 'Par dominante',
      colonnes: ['Dominante', 'Personnes', 'En veille'],
      lignes: I05.parDominante.map(d => [DOMINANTES[d.dominante], compte(d.personnes), compte(d.enVeille)]),
    },
    {
      titre: 'Par organisme du référent',
      colonnes: ['Organisme', 'Personnes', 'En veille'],
      lignes: I05.parOrganisme.map(o => [direOrganisme(o.organisme), compte(o.personnes), compte(o.enVeille)]),
    },
    {
      titre: 'Par structure du référent',
      colonnes: ['Structure', 'Personnes', 'En veille'],
      lignes: I05.parStructure.map(s => [s.structure ?? SANS_REFERENT, compte(s.personnes), compte(s.enVeille)]),
    },
    {
      titre: TITRES_TABLEAUX['dominantes-par-mois'],
      colonnes: ['Mois', ...NOMS_DOMINANTES.map(d => DOMINANTES[d])],
      lignes: dominantes.map(m => [moisEntier(m.mois), ...NOMS_DOMINANTES.map(d => compte(m[d]))]),
    },
  ]
}

export const SANS_REFERENT = 'Référent à désigner'
export const direOrganisme = (organisme: keyof typeof ORGANISMES | null) =>
  organisme ? ORGANISMES[organisme] : SANS_REFERENT
