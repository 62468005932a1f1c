import { Button, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../socle/api.ts'
import { notifierErreur } from '../../../socle/ui/notifier.tsx'
import type { deciderLignes } from '../decider-lignes.ts'
import classes from './Colonnes.module.css'
import type { Ligne } from './LignesImport.tsx'
import { nomDe, Qui } from './Qui.tsx'
import type { Lignes } from './Resultat.tsx'

/** Of whom a doubtful line speaks: the files it resembles and why, one gesture to choose, one to take the choice back. */
export function Candidats({ importId, ligne, etat }: { importId: string; ligne: Ligne; etat: Lignes['etat'] }) {
  const cache = useQueryClient()
  const decider = useMutation({
    mutationFn: (choix: string | null) =>
      call<typeof deciderLignes>('PUT /imports/:importId/decisions', {
        importId,
        decisions: [{ ligne: ligne.ligne, choix }],
      }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['import-lignes', importId] }),
    onError: notifierErreur,
  })
  const modifiable = etat.statut === 'a-verifier'
  const choisi = ligne.candidats.find(c => c.personneId === ligne.decision)
  if (ligne.decision)
    return (
      <p className={classes.decision}>
        <Text component="span" fw={600}>
          {ligne.decision === 'nouvelle' && ligne.candidats.length === 0
            ? 'Vous avez dit que cette ligne est juste : elle sera reprise'
            : ligne.decision === 'nouvelle'
              ? 'Vous avez choisi : une autre personne, son dossier sera créé'
              : `Vous avez choisi : ${choisi ? nomDe(choisi) : 'un dossier connu'}`}
        </Text>
        {modifiable && (
          <Button variant="subtle" size="compact-sm" loading={decider.isPending} onClick={() => decider.mutate(null)}>
            Revenir sur ce choix
          </Button>
        )}
      </p>
    )
  if (ligne.candidats.length === 0)
    return (
      <div className={classes.candidats}>
        <Button
          variant="default"
          size="compact-sm"
          loading={decider.isPending}
          onClick={() => decider.mutate('nouvelle')}
          aria-label={
            etat.genre === 'structures'
              ? `C’est une autre structure : la créer, ligne ${ligne.ligne}`
              : `La ligne est juste : la reprendre, ligne ${ligne.ligne}`
          }
        >
          {etat.genre === 'structures' ? 'C’est une autre structure : la créer' : 'La ligne est juste : la reprendre'}
        </Button>
      </div>
    )
  return (
    <div className={classes.candidats}>
      <Text component="p" fw={600} m={0}>
        De qui parle cette ligne ?
      </Text>
      <ul>
        {ligne.candidats.map(c => (
          <li key={c.personneId}>
            <Qui candidat={c} />
            <Button
              variant="default"
              size="compact-sm"
              loading={decider.isPending && decider.variables === c.personneId}
              onClick={() => decider.mutate(c.personneId)}
              aria-label={`C’est elle : ${nomDe(c)}, ligne ${ligne.ligne}`}
            >
              C’est elle
            </Button>
          </li>
        ))}
      </ul>
      {etat.genre === 'personnes' && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={decider.isPending && decider.variables === 'nouvelle'}
          onClick={() => decider.mutate('nouvelle')}
          aria-label={`C’est une autre personne, ligne ${ligne.ligne} : créer son dossier`}
        >
          C’est une autre personne
        </Button>
      )}
    </div>
  )
}
