import { Link } from '@tanstack/react-router'
import classes from './Coquille.module.css'

const LIENS = [
  ['/accessibilite', 'Accessibilité : non conforme'],
  ['/mentions-legales', 'Mentions légales'],
  ['/donnees-personnelles', 'Données personnelles'],
  ['/aide', 'Aide'],
] as const

export function PiedDePage() {
  return (
    <footer className={classes.pied}>
      <ul>
        {LIENS.map(([chemin, libelle]) => (
          <li key={chemin}>
            <Link to={chemin}>{libelle}</Link>
          </li>
        ))}
      </ul>
    </footer>
  )
}
