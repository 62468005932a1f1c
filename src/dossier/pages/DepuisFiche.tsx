import { Text } from '@mantine/core'
import { dateCourte, dateProche, heure, jourDe, pluriel } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import type { Dossier } from '../dossier.ts'
import classes from './Dossier.module.css'
import { Rien } from './Rien.tsx'

/**
 * What others did since the reader last opened this file: to prepare an interview in one minute. On a first visit nothing is news, and
 * the timeline tells all of it: the card isn't there.
 */
export function DepuisFiche({ dossier }: { dossier: Dossier }) {
  const { aujourdhui } = dossier
  const { visite, total, lignes } = dossier.depuis
  const reste = total - lignes.length
  if (visite === null) return null
  const visiteDu = `votre visite ${leJour(visite, aujourdhui)}`
  if (lignes.length === 0) return <Rien>Personne d’autre n’a rien changé depuis {visiteDu}.</Rien>
  return (
    <Fiche titre={`Depuis ${visiteDu}`}>
      <ul className={classes.periodes}>
        {lignes.map(({ id, le, titre, detail, par }) => (
          <li key={id}>
            <Text component="p" m={0} fw={600}>
              {titre}
            </Text>
            {detail && (
              <Text component="p" m={0}>
                {detail}
              </Text>
            )}
            <Text component="p" m={0} size="sm" c="dimmed">
              {`${dateCourte(le, aujourdhui)}, ${par}`}
            </Text>
          </li>
        ))}
      </ul>
      {reste > 0 && (
        <Lien vers={`/personnes/${dossier.id}`} recherche={{ onglet: 'fil' }}>
          {`Voir dans le fil${'\u00a0'}: ${pluriel(reste, 'autre', 'autres')}`}
        </Lien>
      )}
    </Fiche>
  )
}

function leJour(instant: string, aujourdhui: string): string {
  const jour = jourDe(instant)
  if (jour === aujourdhui) return `de ce jour à ${heure(instant)}`
  return jour.slice(0, 4) === aujourdhui.slice(0, 4) ? `du ${dateProche(jour)}` : `du ${dateCourte(jour, aujourdhui)}`
}
