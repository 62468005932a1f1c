import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { aujourdhui } from '../../socle/ui/dates.ts'
import { notifierErreur } from '../../socle/ui/notifier.tsx'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { fautesReception, Reception } from '../import.ts'
import { deposer } from './envois.ts'
import classes from './Imports.module.css'

/**
 * Where files are brought: dropped anywhere on the page, or chosen; and the day the département received them. `discret`: there is
 * something more urgent on the page.
 */
export function Depot({ discret }: { discret: boolean }) {
  const jour = aujourdhui()
  const form = useFormulaire(Reception, { recuLe: jour }, saisie => fautesReception(saisie, jour))
  const recuLe = form.date('recuLe', 'Reçu le')
  const champ = useRef<HTMLInputElement>(null)
  const prendre = (fichiers: FileList | null) => {
    if (!fichiers?.length) return
    const reception = form.lire()
    if (reception) deposer([...fichiers], reception.recuLe).catch(notifierErreur)
    else document.getElementById(recuLe.id)?.focus()
  }
  const survol = useDepotSurLaPage(prendre)
  return (
    <section aria-label="Déposer des fichiers" className={classes.zone} data-survol={survol || undefined}>
      <div className={classes.invite}>
        <IconFileImport size={48} stroke={1.25} aria-hidden />
        <p className={classes.consigne}>
          {survol ? 'Lâchez ici' : 'Déposez ici un flux ou un tableau, ou choisissez un fichier'}
        </p>
        <p className={classes.aide}>
          Flux de la CAF, de la MSA ou de France Travail, tableaux CSV et Excel. Plusieurs à la fois si vous voulez.
        </p>
        <Button
          variant={discret ? 'default' : 'filled'}
          className={classes.choisir}
          onClick={() => champ.current?.click()}
        >
          Choisir un fichier
        </Button>
        <input
          ref={champ}
          type="file"
          multiple
          hidden
          onChange={e => {
            prendre(e.currentTarget.files)
            e.currentTarget.value = ''
          }}
        />
      </div>
      <ChampDate {...recuLe} sens="passe" aujourdhui={jour} />
    </section>
  )
}

/** Files dropped anywhere on the page; without it the browser would leave the page to open them. Whether some are over it now. */
function useDepotSurLaPage(prendre: (fichiers: FileList | null) => void): boolean {
  const [survol, setSurvol] = useState(false)
  const dernier = useRef(prendre)
  dernier.current = prendre
  useEffect(() => {
    const portes = (e: DragEvent) => e.dataTransfer?.types.includes('Files') ?? false
    const passer = (e: DragEvent) => {
      if (!portes(e)) return
      e.preventDefault()
      setSurvol(true)
    }
    const sortir = (e: DragEvent) => {
      if (e.relatedTarget === null) setSurvol(false)
    }
    const lacher = (e: DragEvent) => {
      if (!portes(e)) return
      e.preventDefault()
      setSurvol(false)
      dernier.current(e.dataTransfer?.files ?? null)
    }
    addEventListener('dragover', passer)
    addEventListener('dragleave', sortir)
    addEventListener('drop', lacher)
    return () => {
      removeEventListener('dragover', passer)
      removeEventListener('dragleave', sortir)
      removeEventListener('drop', lacher)
    }
  }, [])
  return survol
}
