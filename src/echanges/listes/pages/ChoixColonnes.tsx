import { Button, Text } from '@mantine/core'
import { IconArrowBackUp, IconCircleCheck, IconPlayerPlay } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '../../../socle/api.ts'
import { aujourdhui } from '../../../socle/ui/dates.ts'
import { ICONE } from '../../../socle/ui/icone.ts'
import { notifierErreur } from '../../../socle/ui/notifier.tsx'
import { useGarde } from '../../../socle/ui/saisie/garde.tsx'
import type { UseCase } from '../../../socle/use-case.ts'
import { DEFINITIONS, PROFILS, type Profil } from '../champs/champs.ts'
import { type GenreListe, manques } from '../champs/liste.ts'
import { proposer } from '../champs/proposer.ts'
import type { choisirColonnes } from '../choisir-colonnes.ts'
import { BilanColonnes } from './BilanColonnes.tsx'
import classes from './Colonnes.module.css'
import type { Colonnes } from './ColonnesPage.tsx'
import { UneColonne } from './UneColonne.tsx'
import { ValeursCommunes } from './ValeursCommunes.tsx'

/** The simulation and the import themselves are the import's own commands. */
export type CommandeImport<R extends 'simulation' | 'application'> = UseCase<
  `POST /imports/:importId/${R}`,
  z.ZodObject<{ importId: z.ZodUUID }>
>

type Props = { importId: string; genre: GenreListe; donnees: Colonnes; simule: () => void }

/** Each column with real values under its title, and the field it gives; what is missing is said first. */
export function ChoixColonnes({ importId, genre, donnees, simule }: Props) {
  const definition = DEFINITIONS[genre]
  const depart = Object.fromEntries(donnees.colonnes.flatMap(c => (c.champ ? [[c.entete, c.champ]] : [])))
  const [colonnes, setColonnes] = useState<Record<string, string>>(depart)
  const [constantes, setConstantes] = useState<Record<string, string>>(donnees.constantes)
  // Columns whose guess was answered, be it by no.
  const [ecartees, setEcartees] = useState<ReadonlySet<string>>(new Set())
  const cache = useQueryClient()
  const absents = manques(definition, { colonnes, constantes })
  const garde = useGarde(
    JSON.stringify([colonnes, constantes]) !== JSON.stringify([depart, donnees.constantes]),
    'Votre choix de colonnes n’est pas encore enregistré : la simulation l’enregistre.',
  )
  const simuler = useMutation({
    mutationFn: async () => {
      const reprendre = garde.laisserPartir()
      try {
        const { feuille } = donnees
        await call<typeof choisirColonnes>('PUT /imports/:importId/correspondance', {
          importId,
          genre,
          colonnes,
          constantes,
          feuille,
        })
        await call<CommandeImport<'simulation'>>('POST /imports/:importId/simulation', { importId })
        await cache.invalidateQueries({ queryKey: ['import-lignes', importId] })
      } catch (erreur) {
        reprendre()
        throw erreur
      }
    },
    onSuccess: simule,
    onError: notifierErreur,
  })
  const donner = (entete: string, champ: string | null) => {
    setEcartees(avant => new Set([...avant, entete]))
    setColonnes(avant => {
      const reste = Object.entries(avant).filter(([e, c]) => e !== entete && c !== champ)
      return Object.fromEntries(champ ? [...reste, [entete, champ]] : reste)
    })
  }
  const reproposer = (profil: Profil | null) => {
    const entetes = donnees.colonnes.map(c => c.entete)
    const exemples = Array.from({ length: 5 }, (_, i) => donnees.colonnes.map(c => c.exemples[i] ?? ''))
    const { correspondance } = proposer(genre, entetes, exemples, aujourdhui(), donnees.seuil)
    setColonnes(correspondance.colonnes)
    setConstantes(profil?.constantes ?? correspondance.constantes)
  }
  const bouton = (
    <Button
      size="md"
      disabled={absents.length > 0}
      loading={simuler.isPending}
      onClick={() => simuler.mutate()}
      leftSection={<IconPlayerPlay {...ICONE} />}
    >
      Simuler
    </Button>
  )
  return (
    <>
      {garde.question}
      <BilanColonnes
        absents={absents}
        colonnes={donnees.colonnes}
        choix={colonnes}
        ecartees={ecartees}
        seuil={donnees.seuil}
        origine={donnees.origine}
      />
      <Profils genre={genre} reconnu={donnees.profil} choisir={reproposer} />
      <ul className={classes.colonnes} aria-label="Colonnes du fichier">
        {donnees.colonnes.map(colonne => (
          <UneColonne
            key={colonne.entete}
            colonne={colonne}
            definition={definition}
            champ={colonnes[colonne.entete] ?? null}
            pris={colonnes}
            choisir={champ => donner(colonne.entete, champ)}
          />
        ))}
      </ul>
      <ValeursCommunes
        definition={definition}
        pris={Object.values(colonnes)}
        constantes={constantes}
        changer={setConstantes}
      />
      <div className={classes.barre}>
        <Text component="p" my={0} mr="auto" c="dimmed" className={classes.description}>
          {donnees.description}
          {donnees.ligneEntete > 1 && `, titres à la ligne ${donnees.ligneEntete}`}
        </Text>
        <Button
          variant="subtle"
          className={classes.reproposer}
          leftSection={<IconArrowBackUp {...ICONE} />}
          onClick={() => reproposer(null)}
        >
          Repartir de la proposition
        </Button>
        {bouton}
      </div>
    </>
  )
}

/** Known tools whose files have this form; the one recognised is said. */
function Profils(props: { genre: GenreListe; reconnu: string | null; choisir: (profil: Profil) => void }) {
  const possibles = PROFILS.filter(p => p.genre === props.genre)
  if (possibles.length === 0) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box; the group is named by its label
    <div role="group" aria-labelledby="profils" className={classes.profils}>
      <Text component="span" id="profils" fw={600}>
        Ce fichier vient de
      </Text>
      {possibles.map(p => (
        <Button
          key={p.cle}
          size="compact-md"
          variant={p.cle === props.reconnu ? 'light' : 'default'}
          leftSection={p.cle === props.reconnu ? <IconCircleCheck {...ICONE} /> : undefined}
          onClick={() => props.choisir(p)}
        >
          {p.libelle}
          {p.cle === props.reconnu && ' (reconnu)'}
        </Button>
      ))}
    </div>
  )
}
