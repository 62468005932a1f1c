import { Link } from '@tanstack/react-router'
import { ICONE } from '../socle/ui/icone.ts'
import classes from './Rail.module.css'
import { rail } from './routes.tsx'

/** What the role can use, in the order of its day; a bar of five at the bottom of a narrow screen. */
export function Rail({ role }: { role: string }) {
  return (
    <nav className={classes.rail} aria-label="Pages">
      <ul>
        {rail(role).map(({ chemin, libelle, icone: Icone }) => (
          <li key={chemin}>
            <Link to={chemin} className={classes.entree} activeProps={{ 'data-ici': true }}>
              <Icone {...ICONE} size={22} />
              <span>{libelle}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
