import { useState } from 'react'
import { annoncerPoste, posteAnnonce } from '../../socle/ui/poste/poste.ts'
import classes from './texte.module.css'

/** Asked by each page that leads in, whatever the way taken. The first page loads what it needs: a box of the browser's own. */
export function PostePartage() {
  const [partage, setPartage] = useState(posteAnnonce)
  return (
    <div className={classes.partage}>
      <input
        id="poste-partage"
        type="checkbox"
        checked={partage}
        aria-describedby="poste-partage-aide"
        onChange={e => {
          setPartage(e.currentTarget.checked)
          annoncerPoste(e.currentTarget.checked)
        }}
      />
      <label htmlFor="poste-partage">D’autres personnes se servent de cet ordinateur</label>
      <small id="poste-partage-aide">
        Rien n’y sera gardé : ce que vous n’aurez pas enregistré sera perdu si vous quittez la page.
      </small>
    </div>
  )
}
