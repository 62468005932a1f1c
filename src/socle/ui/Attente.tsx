import { VisuallyHidden } from '@mantine/core'
import classes from './Attente.module.css'

const HAUTEURS = {
  liste: [44, 44, 44, 44, 44, 44],
  fiche: [28, 20, 20, 20, 20],
  page: [40, 20, 160, 160],
  chiffre: [20, 56, 20],
}

/** The shape of what is coming. Stays unseen for the first 100 ms, so that a quick answer doesn't blink. */
export function Attente({ forme = 'page' }: { forme?: keyof typeof HAUTEURS }) {
  return (
    <div className={classes.attente} role="status" data-attente>
      <VisuallyHidden>Chargement…</VisuallyHidden>
      {HAUTEURS[forme].map((height, rang) => {
        const width = height < 40 ? `${70 - ((rang * 17) % 40)}%` : undefined
        // biome-ignore lint/suspicious/noArrayIndexKey: fixed shapes, never reordered
        return <div key={rang} className={classes.os} style={{ height, width }} />
      })}
    </div>
  )
}
