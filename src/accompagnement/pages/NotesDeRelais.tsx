import { Button, Checkbox, Stack, Text, Textarea } from '@mantine/core'
import { useRef } from 'react'
import type { z } from 'zod'
import { PucesBreves } from '../../precaution/pages/PucesBreves.tsx'
import { usePrecautionsDe } from '../../precaution/pages/usePrecautions.ts'
import { pluriel } from '../../socle/ui/dates.ts'
import type { Formulaire, Saisie } from '../../socle/ui/saisie/saisie.ts'
import type { Releve } from '../accompagnement.ts'

/** Persons said at once; the others are unfolded. */
const DITES = 5

export type AConfier = { personneId: string; nom: string }
type PropsPersonnes = { personnes: readonly AConfier[]; toutes: boolean; deplier: () => void }

/** Whose référent changes: a window about several persons names them. */
export function PersonnesConfiees({ personnes, toutes, deplier }: PropsPersonnes) {
  const liste = useRef<HTMLUListElement>(null)
  const vues = toutes ? personnes : personnes.slice(0, DITES)
  const aSavoir = usePrecautionsDe(vues.map(p => p.personneId))
  const reste = personnes.length - vues.length
  return (
    <div>
      <ul
        ref={liste}
        tabIndex={-1}
        aria-label="Personnes confiées"
        style={{ margin: 0, paddingInlineStart: '1.25rem', columns: '14rem', outline: 'none' }}
      >
        {vues.map(p => (
          <li key={p.personneId} style={{ breakInside: 'avoid' }}>
            {p.nom}
            <PucesBreves {...aSavoir(p.personneId)} />
          </li>
        ))}
      </ul>
      {reste > 0 && (
        <Button
          variant="subtle"
          size="compact-md"
          onClick={() => {
            liste.current?.focus()
            deplier()
          }}
        >
          {`et ${pluriel(reste, 'autre')}`}
        </Button>
      )}
    </div>
  )
}

type PropsNotes = PropsPersonnes & { form: Formulaire<Saisie<z.input<typeof Releve>>, z.output<typeof Releve>> }

/** What the next référent must know of each person: a note each, unless the same one is asked for all. */
export function NotesDeRelais({ personnes, toutes, deplier, form }: PropsNotes) {
  const { memeNote } = form.valeurs
  const propres = form.dans<Record<string, string | null>>('propres')
  const seule = personnes.length === 1
  const vues = toutes ? personnes : personnes.slice(0, DITES)
  return (
    <Stack gap="sm" role="group" aria-labelledby={seule ? undefined : 'relais'}>
      {!seule && (
        <>
          <Text id="relais" fw={600}>
            Notes de relais
          </Text>
          <Checkbox
            {...form.coche('memeNote', 'La même note pour toutes')}
            description={
              memeNote
                ? 'Elle sera dans chaque dossier : n’y écrivez rien qui ne concerne qu’une personne.'
                : 'Sinon, une note par personne : chacune ne va que dans son dossier.'
            }
          />
        </>
      )}
      {memeNote ? (
        <Textarea {...form.texte('commune', 'Note pour toutes')} autosize minRows={2} />
      ) : (
        vues.map(p => (
          <Textarea
            key={p.personneId}
            {...propres.texte(p.personneId, seule ? 'Note de relais' : p.nom)}
            description={
              seule
                ? 'Ce que le nouveau référent doit savoir d’abord. En tête du dossier jusqu’à sa lecture. Facultatif.'
                : undefined
            }
            placeholder={seule ? undefined : 'Facultatif'}
            autosize
            minRows={2}
          />
        ))
      )}
      {!memeNote && personnes.length > vues.length && (
        <Button variant="subtle" size="compact-md" style={{ alignSelf: 'start' }} onClick={deplier}>
          {`Une note pour ${pluriel(personnes.length - vues.length, 'autre personne', 'autres personnes')}`}
        </Button>
      )}
    </Stack>
  )
}
