import { Button, Checkbox, Text } from '@mantine/core'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { pluriel } from '../dates.ts'
import { PETITE_ICONE } from '../icone.ts'
import { Vide } from '../Vide.tsx'
import { useCartes } from './cartes.ts'
import classes from './Liste.module.css'
import { ouvrirLaLigne, parcourirAuClavier } from './liste-clavier.ts'

export type Colonne<L> = {
  cle: string
  titre: string
  cellule: (ligne: L) => ReactNode
  /** Figures go to the right. */
  nombre?: boolean
  /** Not worth a line on a card. */
  sansCarte?: boolean
  /** The title is a button that sorts (see `tri`). */
  triable?: boolean
  largeur?: string
}

export type Tri = { cle: string; sens: 'asc' | 'desc' }

export type PropsListe<L> = {
  /** What the table holds, for those who don't see it: « Personnes à orienter ». */
  titre: string
  lignes: readonly L[]
  cle: (ligne: L) => string
  /** The first one names the row, and carries its link. */
  colonnes: readonly [Colonne<L>, ...Colonne<L>[]]
  /** Where a row leads; Enter, a click, a new tab. */
  lien?: (ligne: L) => string
  /** Shown when there is no row. */
  vide?: ReactNode
  tri?: Tri
  onTri?: (tri: Tri) => void
  /** Several rows, one action. */
  selection?: {
    nom: [singulier: string, pluriel: string]
    action: string
    /** Opens the window of the act: the rows stay chosen, until it calls `vider` once done. */
    onAction: (lignes: L[], vider: () => void) => void
    /** The list comes by pages: what was chosen on another stays chosen. */
    parPages?: boolean
    possible?: (ligne: L) => boolean
    icone?: ReactNode
  }
  /** Left to load. */
  suite?: { reste: number; charger: () => void; enCours?: boolean }
}

/**
 * Rows: a table, or cards on a narrow screen and wherever the table would be wider than its place. ↑ ↓ Home End walk through the rows,
 * Enter opens, Space selects.
 */
export function Liste<L>(props: PropsListe<L>) {
  const { titre, lignes, cle, colonnes, lien, selection, tri, onTri, suite } = props
  const [choisies, setChoisies] = useState<ReadonlyMap<string, L>>(new Map())
  const corps = useRef<HTMLTableSectionElement>(null)
  const { cadre, cartes } = useCartes()
  const tenue = useRef<{ id: string; rang: number } | null>(null)

  // The row that had the focus has gone (treated, elsewhere now): the one that takes its place has it.
  useEffect(() => {
    const { id, rang } = tenue.current ?? {}
    if (rang === undefined || document.activeElement !== document.body || lignes.some(l => cle(l) === id)) return
    const liens = corps.current?.querySelectorAll<HTMLElement>('[data-ligne]') ?? []
    liens[Math.min(rang, liens.length - 1)]?.focus({ preventScroll: true })
  })

  if (lignes.length === 0) return props.vide ?? <Vide titre="Rien à afficher" />

  const possibles = new Map(selection ? lignes.filter(l => selection.possible?.(l) ?? true).map(l => [cle(l), l]) : [])
  const ici = [...possibles].filter(([id]) => choisies.has(id))
  const presentes = new Set(lignes.map(cle))
  const ailleurs = selection?.parPages ? [...choisies].filter(([id]) => !presentes.has(id)) : []
  const retenues = new Map([...ailleurs, ...ici])
  const basculer = (id: string) => {
    const ligne = possibles.get(id)
    if (!ligne) return
    const suivantes = new Map(choisies)
    if (!suivantes.delete(id)) suivantes.set(id, ligne)
    setChoisies(suivantes)
  }
  const [premiere, ...autres] = colonnes
  return (
    <div ref={cadre} className={`${classes.liste} ${cartes ? classes.cartes : ''}`}>
      <div className={classes.defile}>
        {/* biome-ignore-start lint/a11y: roles are written again because cards (display: grid) lose those of a table */}
        <table role="table" aria-label={titre} className={classes.table}>
          <thead role="rowgroup">
            <tr role="row">
              {selection && (
                <th role="columnheader" className={classes.coche}>
                  <Checkbox
                    label={<span className={classes.tout}>Tout sélectionner</span>}
                    aria-label="Tout sélectionner"
                    checked={ici.length > 0 && ici.length === possibles.size}
                    indeterminate={ici.length > 0 && ici.length < possibles.size}
                    onChange={e => setChoisies(new Map([...ailleurs, ...(e.currentTarget.checked ? possibles : [])]))}
                  />
                </th>
              )}
              {colonnes.map(colonne => (
                <th
                  role="columnheader"
                  scope="col"
                  key={colonne.cle}
                  data-nombre={colonne.nombre || undefined}
                  style={{ width: colonne.largeur }}
                  aria-sort={tri?.cle === colonne.cle ? (tri.sens === 'asc' ? 'ascending' : 'descending') : undefined}
                >
                  {colonne.triable && onTri ? <BoutonTri colonne={colonne} tri={tri} onTri={onTri} /> : colonne.titre}
                </th>
              ))}
            </tr>
          </thead>
          <tbody
            role="rowgroup"
            ref={corps}
            onKeyDown={e => parcourirAuClavier(e, basculer)}
            onFocus={e => {
              const id = e.target.closest('tr')?.dataset.cle
              if (id) tenue.current = { id, rang: lignes.findIndex(l => cle(l) === id) }
            }}
          >
            {lignes.map(ligne => {
              const id = cle(ligne)
              const choisie = retenues.has(id)
              return (
                <tr
                  role="row"
                  key={id}
                  data-cle={id}
                  data-choisie={choisie || undefined}
                  data-lien={lien ? true : undefined}
                  onClick={lien && ouvrirLaLigne}
                  onAuxClick={lien && ouvrirLaLigne}
                >
                  {selection && (
                    <td role="cell" className={classes.coche}>
                      {possibles.has(id) && (
                        <Checkbox aria-labelledby={`ligne-${id}`} checked={choisie} onChange={() => basculer(id)} />
                      )}
                    </td>
                  )}
                  <th role="rowheader" scope="row" className={classes.premiere} id={`ligne-${id}`}>
                    {lien ? (
                      <Link to={lien(ligne)} data-ligne className={classes.lien}>
                        {premiere.cellule(ligne)}
                      </Link>
                    ) : (
                      <span data-ligne tabIndex={-1}>
                        {premiere.cellule(ligne)}
                      </span>
                    )}
                  </th>
                  {autres.map(colonne => {
                    const cellule = colonne.cellule(ligne)
                    return (
                      <td
                        role="cell"
                        key={colonne.cle}
                        data-nombre={colonne.nombre || undefined}
                        data-sans-carte={colonne.sansCarte || cellule === '' || undefined}
                      >
                        <span className={classes.etiquette} aria-hidden>
                          {colonne.titre}
                        </span>
                        <div className={classes.valeur}>{cellule}</div>
                      </td>
                    )
                  })}
                </tr>
              )
            })}
          </tbody>
        </table>
        {/* biome-ignore-end lint/a11y: end of the table */}
      </div>
      {suite && suite.reste > 0 && (
        <Button variant="default" onClick={suite.charger} loading={suite.enCours} className={classes.suite}>
          Afficher la suite ({pluriel(suite.reste, 'ligne')})
        </Button>
      )}
      {selection && retenues.size > 0 && (
        <section className={classes.barre} aria-label="Sélection">
          <Text component="p" m={0} fw={600} role="status">
            {pluriel(retenues.size, ...selection.nom)}
            {ailleurs.length > 0 && `, dont ${ailleurs.length} hors de cette page`}
          </Text>
          <Button variant="subtle" size="compact-sm" onClick={() => setChoisies(new Map())}>
            Tout désélectionner
          </Button>
          <Button
            onClick={() => selection.onAction([...retenues.values()], () => setChoisies(new Map()))}
            leftSection={selection.icone}
          >
            {selection.action}
          </Button>
        </section>
      )}
    </div>
  )
}

function BoutonTri<L>({ colonne, tri, onTri }: { colonne: Colonne<L>; tri?: Tri; onTri: (tri: Tri) => void }) {
  const sens = tri?.cle === colonne.cle ? tri.sens : null
  const Icone = sens === 'asc' ? IconArrowUp : sens === 'desc' ? IconArrowDown : IconArrowsSort
  return (
    <button
      type="button"
      className={classes.tri}
      onClick={() => onTri({ cle: colonne.cle, sens: sens === 'asc' ? 'desc' : 'asc' })}
    >
      {colonne.titre} <Icone {...PETITE_ICONE} />
    </button>
  )
}
