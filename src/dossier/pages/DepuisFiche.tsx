import { Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { dateCourte, dateProche, heure, jourDe, pluriel } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import type { Dossier } from '../dossier.ts'
import classes from './Dossier.module.css'

/** What others did since the reader last opened this file: to prepare an interview in one minute. */
export function DepuisFiche({ dossier }: { dossier: Dossier }) {
  const { aujourdhui } = dossier
  const { visite, total, lignes } = dossier.depuis
  const reste = total - lignes.length
  return (
    <Fiche titre={visite ? `Depuis votre visite ${leJour(visite, aujourdhui)}` : 'Ce qui s’est passé en dernier'}>
      {lignes.length === 0 ? (
        <p className={classes.rien}>
          <IconCircleCheck size={20} stroke={1.5} aria-hidden />
          {visite ? ' Personne d’autre n’a rien changé.' : ' Rien n’est encore écrit sur ce dossier.'}
        </p>
      ) : (
        <>
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
        </>
      )}
    </Fiche>
  )
}

function leJour(instant: string, aujourdhui: string): string {
  const jour = jourDe(instant)
  if (jour === aujourdhui) return `de ce jour à ${heure(instant)}`
  return jour.slice(0, 4) === aujourdhui.slice(0, 4) ? `du ${dateProche(jour)}` : `du ${dateCourte(jour, aujourdhui)}`
}
