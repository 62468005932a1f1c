import { Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { dateLongue, heure, jourDe, pluriel } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { FilTemps } from '../../socle/ui/fil/Fil.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import type { Dossier } from '../dossier.ts'
import classes from './Dossier.module.css'
import { enPerle } from './OngletFil.tsx'

/** What others did since the reader last opened this file: to prepare an interview in one minute. */
export function DepuisFiche({ dossier }: { dossier: Dossier }) {
  const { aujourdhui } = dossier
  const { visite, total, lignes } = dossier.depuis
  const reste = total - lignes.length
  return (
    <Fiche titre={visite ? `Depuis votre visite ${leJour(visite, aujourdhui)}` : 'En dernier'}>
      {lignes.length === 0 ? (
        <p className={classes.rien}>
          <IconCircleCheck size={20} stroke={1.5} aria-hidden />
          {visite ? ' Personne d’autre n’y a rien changé.' : ' Rien n’y est encore écrit.'}
        </p>
      ) : (
        <>
          {!visite && (
            <Text component="p" mt={0} c="dimmed">
              Vous ouvrez ce dossier pour la première fois.
            </Text>
          )}
          <FilTemps
            titre="Ce qui a changé"
            aujourdhui={aujourdhui}
            evenements={lignes.map(l => enPerle(l, aujourdhui))}
          />
          {reste > 0 && (
            <Lien vers={`/personnes/${dossier.id}`} recherche={{ onglet: 'fil' }}>
              {`Voir dans le fil : ${pluriel(reste, 'autre', 'autres')}`}
            </Lien>
          )}
        </>
      )}
    </Fiche>
  )
}

function leJour(instant: string, aujourdhui: string): string {
  const jour = jourDe(instant)
  return jour === aujourdhui ? `de ${heure(instant)}` : `du ${dateLongue(jour)}`
}
