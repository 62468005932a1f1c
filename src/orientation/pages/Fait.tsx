import { Button, Group, Text } from '@mantine/core'
import { IconArrowRight, IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { prenomLisible } from '../../personne/noms.ts'
import { call } from '../../socle/api.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { usePeut } from '../../socle/ui/session.ts'
import type { aujourdhui } from '../aujourdhui.ts'
import classes from './Orienter.module.css'

export type Fini = { personneId: string; phrases: string[]; courrierId: string | null }

/** What was done, the letter to print, and where to go next. */
export function Fait({ fini }: { fini: Fini }) {
  const peut = usePeut()
  const suivantes = useQuery({
    queryKey: ['aujourdhui', 'a-orienter'],
    queryFn: () => call<typeof aujourdhui>('GET /aujourdhui', { etat: 'a-orienter' }),
    enabled: peut('entree.lire'),
  })
  const suivante = suivantes.data?.listes[0]?.lignes.find(l => l.personneId !== fini.personneId)
  return (
    <Fiche titre="C’est fait">
      <ul className={classes.raisons}>
        {fini.phrases.map(phrase => (
          <li key={phrase}>{phrase}</li>
        ))}
      </ul>
      <Group mt="lg" gap="sm">
        {fini.courrierId && (
          <Button
            component="a"
            href={`/api/courriers/${fini.courrierId}/pdf`}
            target="_blank"
            rel="noopener"
            leftSection={<IconPrinter {...ICONE} />}
          >
            Ouvrir la lettre pour l’imprimer (PDF)
          </Button>
        )}
        <LienBouton variant="default" vers={`/personnes/${fini.personneId}`}>
          Retour au dossier
        </LienBouton>
        {suivante && (
          <LienBouton
            variant="default"
            vers={`/personnes/${suivante.personneId}/orienter`}
            rightSection={<IconArrowRight {...ICONE} />}
          >
            Personne suivante : {prenomLisible(suivante.prenom)} {suivante.nom}
          </LienBouton>
        )}
      </Group>
      {suivantes.data && !suivante && (
        <Text component="p" c="dimmed" mt="md">
          Plus personne n’attend d’être orienté aujourd’hui.
        </Text>
      )}
    </Fiche>
  )
}
