import { Radio, Stack, Text, Textarea } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import { type AAnnuler, direTropProches } from '../../rendez-vous/releve/releve.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { Annulation, DEVENIRS, type DemandeAnnulation, fautesAnnulation } from '../annulation/annulation.ts'
import { Consequences, ListeRendezVous, relireSiChange } from './Consequences.tsx'
import { useDepasse } from './depasse.ts'

/**
 * What is read before: the name of this state, what it does in sentences, the appointments whose fate is to be chosen.
 */
type Lu = {
  etat: string
  consequences: readonly string[]
  rendezVous: readonly AAnnuler[]
}

const DITES_PAR_LA_LETTRE = 'Une lettre, à poster ou à remettre, dit à la personne de ne pas y aller.'

type Props = {
  /** « Annuler l’orientation »: the title of the window and the verb of its button. */
  titre: string
  cle: string
  lire: () => Promise<Lu>
  annuler: (demande: z.output<typeof DemandeAnnulation>) => Promise<{ courrierId: string | null }>
  /** « Orientation annulée. » */
  fait: string
  fermer: () => void
}

/** A decision entered by mistake is cancelled with its consequences in sight (rule A10). */
export function FenetreAnnulation(props: Props) {
  const requete = useQuery({ queryKey: ['annulation', props.cle], queryFn: props.lire, gcTime: 0, staleTime: 0 })
  const passer = useDepasse(props.fermer)
  useEffect(() => {
    passer(requete.error)
  }, [requete.error, passer])
  return (
    <Fenetre opened onClose={props.fermer} title={props.titre} size="lg" lecture>
      <Charge requete={requete} attente="fiche">
        {lu => <Saisie {...props} lu={lu} relire={() => requete.refetch()} />}
      </Charge>
    </Fenetre>
  )
}

function Saisie({ titre, annuler, fait, fermer, lu, relire }: Props & { lu: Lu; relire: () => unknown }) {
  const cache = useQueryClient()
  const passer = useDepasse(fermer)
  // Kept over retries: sent twice, cancelled once.
  const [id] = useState(() => uuidv7())
  const form = useFormulaire(Annulation, { motif: '', rendezVous: null }, saisie =>
    fautesAnnulation(saisie, lu.rendezVous),
  )
  return (
    <Formulaire
      form={form}
      bouton={titre}
      perte="Rien n’est encore annulé."
      renoncer={fermer}
      envoyer={async saisie => {
        const { courrierId } = await relireSiChange(relire, () => annuler({ ...saisie, id, etat: lu.etat })).catch(
          erreur => {
            passer(erreur)
            throw erreur
          },
        )
        // What is cancelled has no consequences to be read again.
        await cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'annulation' })
        notifier(courrierId ? `${fait} La lettre est dans les documents, à poster ou à remettre.` : fait)
        fermer()
      }}
    >
      <Consequences phrases={lu.consequences} />
      {lu.rendezVous.length > 0 && (
        <>
          <ListeRendezVous rendezVous={lu.rendezVous} />
          <Radio.Group {...form.choix('rendezVous', 'Ces rendez-vous à venir')} required>
            <Stack gap="xs" mt="xs">
              {Object.entries(DEVENIRS).map(([valeur, libelle]) => (
                <Radio key={valeur} value={valeur} label={libelle} />
              ))}
            </Stack>
          </Radio.Group>
          {form.valeurs.rendezVous === 'annuler' && (
            <Text>{[DITES_PAR_LA_LETTRE, ...direTropProches(lu.rendezVous)].join(' ')}</Text>
          )}
        </>
      )}
      <Textarea
        {...form.texte('motif', 'Pourquoi')}
        description="Gardé au fil du dossier, avec votre nom."
        autosize
        minRows={2}
      />
    </Formulaire>
  )
}
