import { Button, Checkbox, Stack, Text, Textarea } from '@mantine/core'
import { useRef } from 'react'
import { pluriel } from '../../socle/ui/dates.ts'

/** Persons said at once; the others are unfolded. */
const DITES = 5

export type AConfier = { personneId: string; nom: string }
/** The note of each person by their id, or one for all. */
export type Notes = { commune: string | null; propres: Readonly<Record<string, string>> }

/** What goes into the file of this person; nothing when nothing was written. */
export const noteDe = ({ commune, propres }: Notes, personneId: string): string | null =>
  (commune ?? propres[personneId] ?? '').trim() || null

type PropsPersonnes = { personnes: readonly AConfier[]; toutes: boolean; deplier: () => void }

/** Whose référent changes: a window about several persons names them. */
export function PersonnesConfiees({ personnes, toutes, deplier }: PropsPersonnes) {
  const liste = useRef<HTMLUListElement>(null)
  const vues = toutes ? personnes : personnes.slice(0, DITES)
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
          <li key={p.personneId}>{p.nom}</li>
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

type PropsNotes = PropsPersonnes & { notes: Notes; changer: (notes: Notes) => void }

/** What the next référent must know of each person: a note each, unless the same one is asked for all. */
export function NotesDeRelais({ personnes, toutes, deplier, notes, changer }: PropsNotes) {
  const { commune, propres } = notes
  const seule = personnes.length === 1
  const vues = toutes ? personnes : personnes.slice(0, DITES)
  const champ = { maxLength: 500, autosize: true, minRows: 2 }
  return (
    <Stack gap="sm" role="group" aria-labelledby="relais">
      {!seule && (
        <Text id="relais" fw={600}>
          Passage de relais
        </Text>
      )}
      {!seule && (
        <Checkbox
          label="La même note pour toutes"
          description={
            commune === null
              ? 'Sinon, une note par personne : chacune ne va que dans son dossier.'
              : 'Elle sera dans chaque dossier : n’y écrivez rien qui ne concerne qu’une personne.'
          }
          checked={commune !== null}
          onChange={e => changer({ ...notes, commune: e.currentTarget.checked ? '' : null })}
        />
      )}
      {commune !== null ? (
        <Textarea
          {...champ}
          label="Note pour toutes"
          value={commune}
          onChange={e => changer({ ...notes, commune: e.currentTarget.value })}
        />
      ) : (
        vues.map(p => (
          <Textarea
            {...champ}
            key={p.personneId}
            label={seule ? 'Passage de relais' : p.nom}
            description={
              seule ? 'Ce que le nouveau référent doit savoir d’abord, en une phrase. Facultatif.' : undefined
            }
            placeholder={seule ? undefined : 'Facultatif'}
            value={propres[p.personneId] ?? ''}
            onChange={e => changer({ ...notes, propres: { ...propres, [p.personneId]: e.currentTarget.value } })}
          />
        ))
      )}
      {commune === null && personnes.length > vues.length && (
        <Button variant="subtle" size="compact-md" style={{ alignSelf: 'start' }} onClick={deplier}>
          {`Une note pour ${pluriel(personnes.length - vues.length, 'autre personne', 'autres personnes')}`}
        </Button>
      )}
    </Stack>
  )
}
