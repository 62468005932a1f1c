import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Cartes } from '../../diagnostic/pages/Cartes.tsx'
import { direCharge } from '../../offre/pages/suivis.ts'
import { call } from '../../socle/api.ts'
import { pluriel } from '../../socle/ui/dates.ts'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { uuidv7 } from '../../socle/uuid.ts'
import type { designerReferent } from '../designer-referent.ts'
import type { Referent } from './Charges.tsx'
import { type AConfier, type Notes, NotesDeRelais, noteDe, PersonnesConfiees } from './NotesDeRelais.tsx'

/** `referentId`: who follows them now; null for nobody yet. */
export type Releve = AConfier & { referentId: string | null }

type Props = {
  personnes: readonly Releve[]
  referents: Referent[]
  /** Called once the window closes; `fait`: they were handed over. */
  fermer: (fait: boolean) => void
}

/** Gives persons their first référent, or hands them over to another: those of the team first, the cap in sight (rules A1, A2). */
export function PasserLeRelais({ personnes, referents, fermer }: Props) {
  const cache = useQueryClient()
  // One id each, kept over retries: those already handed over are not handed over twice.
  const [ids] = useState(() => new Map(personnes.map(p => [p.personneId, uuidv7()])))
  const [referentId, setReferentId] = useState<string | null>(null)
  const [notes, setNotes] = useState<Notes>({ commune: null, propres: {} })
  const [toutes, setToutes] = useState(false)
  const [malgrePlafond, setMalgrePlafond] = useState(false)
  const premier = personnes.every(p => p.referentId === null)
  const geste = premier ? 'Désigner un référent' : 'Changer de référent'
  // Who follows them all already would be refused; who follows some of them takes the others.
  const possibles = referents.filter(r => personnes.some(p => p.referentId !== r.id))
  const choisi = possibles.find(r => r.id === referentId)
  const aConfier = personnes.filter(p => !choisi || p.referentId !== choisi.id)
  const gardees = personnes.length - aConfier.length
  const depasse = choisi !== undefined && choisi.suivis + aConfier.length > choisi.plafond
  const aConfirmer = depasse && !malgrePlafond

  const envoi = useMutation({
    mutationFn: async () => {
      for (const { personneId } of aConfier) {
        await call<typeof designerReferent>('POST /personnes/:personneId/referents', {
          id: ids.get(personneId) ?? uuidv7(),
          personneId,
          referentId: referentId ?? '',
          relais: noteDe(notes, personneId),
          malgrePlafond,
        })
      }
    },
    onSuccess: () => {
      notifier(`${pluriel(aConfier.length, 'personne confiée', 'personnes confiées')} à ${choisi?.nom}.`)
      fermer(true)
    },
    onSettled: () => cache.invalidateQueries(),
  })
  const deplier = { toutes, deplier: () => setToutes(true) }
  return (
    <Fenetre
      opened
      onClose={() => fermer(false)}
      title={`${geste} : ${pluriel(personnes.length, 'personne', 'personnes')}`}
      size="lg"
    >
      <Stack gap="lg">
        <PersonnesConfiees personnes={personnes} {...deplier} />
        <Cartes
          question={premier ? 'Référent unique' : 'Nouveau référent unique'}
          cartes={possibles.map(r => ({
            valeur: r.id,
            libelle: r.nom,
            detail: [r.equipe, direCharge(r)].filter(Boolean).join(' · '),
          }))}
          valeur={referentId}
          onChange={r => {
            setReferentId(r)
            setMalgrePlafond(false)
          }}
        />
        {possibles.length === 0 && <Text>Aucun autre référent n’est en poste dans cette structure.</Text>}
        {choisi && gardees > 0 && (
          <Text role="status">
            {`${choisi.nom} suit déjà ${pluriel(gardees, 'de ces personnes', 'de ces personnes')} : rien ne change pour ${gardees > 1 ? 'elles' : 'elle'}.`}
          </Text>
        )}
        {!premier && <NotesDeRelais personnes={aConfier} {...deplier} notes={notes} changer={setNotes} />}
        {depasse && (
          <Checkbox
            label={`${choisi.nom} dépassera son plafond de ${choisi.plafond} personnes : je confirme`}
            checked={malgrePlafond}
            onChange={e => setMalgrePlafond(e.currentTarget.checked)}
          />
        )}
        {envoi.isError && <Erreur erreur={envoi.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={() => fermer(false)}>
            Ne rien changer
          </Button>
          <Button loading={envoi.isPending} disabled={!choisi || aConfirmer} onClick={() => envoi.mutate()}>
            {!choisi ? 'Choisissez un référent' : aConfirmer ? 'Confirmez malgré le plafond' : geste}
          </Button>
        </Group>
      </Stack>
    </Fenetre>
  )
}
