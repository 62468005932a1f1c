import { Button, Radio, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { nommerLigne } from '../../../import/doutes/nommer-ligne.ts'
import type { GenreADoutes } from '../../../import/import.ts'
import { prenomEtNom } from '../../../personne/noms.ts'
import { call } from '../../../socle/api.ts'
import { Charge } from '../../../socle/ui/Charge.tsx'
import { dateCourte } from '../../../socle/ui/dates.ts'
import { Erreur } from '../../../socle/ui/Erreur.tsx'
import { Fenetre } from '../../../socle/ui/Fenetre.tsx'
import { notifier } from '../../../socle/ui/notifier.tsx'
import { NBSP } from '../../../socle/ui/phrases.ts'
import type { Output } from '../../../socle/use-case.ts'
import { Qui } from '../../listes/pages/Qui.tsx'
import type { deciderLigne } from '../decider-ligne.ts'
import { RAISONS, type Raison } from '../doute.ts'
import type { ligneEnDoute } from '../ligne-en-doute.ts'
import classes from './Doutes.module.css'

type Lue = Output<typeof ligneEnDoute>
type Choix = { choix: string; raison?: Raison }

type Props = { importId: string; genre: GenreADoutes; ligne: number; onFermer: () => void }

/** Of whom a line of an applied file speaks: what it says beside the files it resembles, one gesture; it is applied at once. */
export function DeciderLigne({ importId, genre, ligne, onFermer }: Props) {
  const cache = useQueryClient()
  const requete = useQuery({
    queryKey: ['ligne-en-doute', importId, ligne],
    queryFn: () => call<typeof ligneEnDoute>('GET /imports/:importId/doutes/:ligne', { importId, ligne }),
    gcTime: 0,
    retry: false,
  })
  const decider = useMutation({
    mutationFn: ({ choix, raison }: Choix) =>
      call<typeof deciderLigne>('POST /imports/:importId/doutes/:ligne/decision', {
        importId,
        ligne,
        choix: choix as 'nouvelle',
        raison,
      }),
    onSuccess: async (fait, { choix }) => {
      onFermer()
      notifier(direFait(fait, choix))
      // But the line itself: decided, it is refused to whom reads it again.
      await cache.invalidateQueries({ predicate: q => q.queryKey[0] !== 'ligne-en-doute' })
    },
    onError: () => cache.invalidateQueries({ queryKey: ['ligne-en-doute', importId, ligne] }),
  })
  return (
    <Fenetre
      opened
      lecture
      size="lg"
      onClose={onFermer}
      title={`De qui parle ${genre === 'pecg' ? 'le' : 'la'} ${nommerLigne(genre, ligne)}${NBSP}?`}
    >
      <Charge requete={requete} attente="fiche">
        {lue => (
          <>
            <Text component="p" m={0} c="dimmed">
              Import n°{NBSP}
              {lue.numero}, {lue.fichier}, reçu le {dateCourte(lue.recuLe, lue.aujourdhui)}. Ce que vous choisissez est
              repris aussitôt ; ce qui est plus récent au dossier est gardé.
            </Text>
            <dl className={classes.dit} aria-label="Ce que dit la ligne">
              {lue.cellules.map(({ entete, valeur }, rang) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one title
                <div key={rang} style={{ display: 'contents' }}>
                  <dt>{entete}</dt>
                  <dd>{valeur}</dd>
                </div>
              ))}
            </dl>
            {decider.error && <Erreur erreur={decider.error} />}
            <Choisir lue={lue} enCours={decider.isPending ? decider.variables.choix : null} choisir={decider.mutate} />
            <DeCote enCours={decider.isPending} choisir={decider.mutate} />
          </>
        )}
      </Charge>
    </Fenetre>
  )
}

type PropsChoix = { lue: Lue; enCours: string | null; choisir: (choix: Choix) => void }

function Choisir({ lue, enCours, choisir }: PropsChoix) {
  const structure = lue.genre === 'structures'
  return (
    <>
      {lue.candidats.length > 0 && (
        <Text component="p" fw={600} m={0}>
          {lue.candidats.length > 1 ? 'Dossiers qui lui ressemblent' : 'Dossier qui lui ressemble'}
        </Text>
      )}
      {(structure || lue.candidats.length === 0) &&
        lue.motifs.map(m => (
          <p key={m.motif} className={classes.phrase}>
            <strong>{m.champ}</strong>
            {` : ${m.motif}.`}
          </p>
        ))}
      <ul className={classes.candidats}>
        {lue.candidats.map(c => (
          <li key={c.personneId}>
            <Qui candidat={c} />
            {c.dossier && (
              <Button
                variant="default"
                loading={enCours === c.personneId}
                disabled={enCours !== null && enCours !== c.personneId}
                onClick={() => choisir({ choix: c.personneId })}
                aria-label={`C’est elle : ${prenomEtNom(c.dossier)}`}
              >
                C’est elle
              </Button>
            )}
          </li>
        ))}
      </ul>
      {structure && (
        <Button variant="default" mr="sm" loading={enCours === 'connue'} onClick={() => choisir({ choix: 'connue' })}>
          C’est elle : la compléter
        </Button>
      )}
      {lue.nouvelle && (
        <Button variant="default" loading={enCours === 'nouvelle'} onClick={() => choisir({ choix: 'nouvelle' })}>
          {structure
            ? 'C’est une autre structure'
            : lue.candidats.length
              ? 'C’est une autre personne'
              : 'La ligne est juste'}
        </Button>
      )}
      {lue.nouvelle && (
        <Text component="p" size="sm" c="dimmed" mt={4} mb={0}>
          {structure ? 'Elle est alors créée.' : 'Son dossier est alors créé.'}
        </Text>
      )}
    </>
  )
}

/** Set aside, with a reason: asked only of who wants it. */
function DeCote({ enCours, choisir }: { enCours: boolean; choisir: PropsChoix['choisir'] }) {
  const [raison, setRaison] = useState<Raison | null>(null)
  const [ouvert, setOuvert] = useState(false)
  return (
    <div className={classes.cote}>
      {!ouvert && (
        <Button variant="subtle" style={{ justifySelf: 'start' }} onClick={() => setOuvert(true)}>
          Laisser cette ligne de côté
        </Button>
      )}
      {ouvert && (
        <>
          <Radio.Group
            label="Pourquoi la laisser de côté ?"
            value={raison}
            onChange={valeur => setRaison(valeur as Raison)}
          >
            <div className={classes.raisons}>
              {Object.entries(RAISONS).map(([cle, libelle], rang) => (
                <Radio key={cle} value={cle} label={libelle} ref={rang === 0 ? prendreLeFocus : undefined} />
              ))}
            </div>
          </Radio.Group>
          <Button
            variant="default"
            style={{ justifySelf: 'start' }}
            disabled={raison === null}
            loading={enCours}
            onClick={() => raison && choisir({ choix: 'cote', raison })}
          >
            Laisser de côté
          </Button>
        </>
      )}
    </div>
  )
}

const prendreLeFocus = (element: HTMLElement | null) => element?.focus({ preventScroll: true })

function direFait({ resultat, motifs }: Output<typeof deciderLigne>, choix: string): string {
  if (choix === 'cote') return 'La ligne est laissée de côté. Rien n’a changé dans les dossiers.'
  const gardes = motifs.filter(m => m.motif.startsWith('gardé')).map(m => m.champ)
  const fait =
    resultat === 'creee'
      ? 'Le dossier est créé.'
      : resultat === 'inchangee'
        ? 'La ligne n’apporte rien de nouveau au dossier.'
        : 'Le dossier est complété par la ligne.'
  const suite = [
    gardes.length > 0 && `Gardé, plus récent que le fichier : ${gardes.join(', ')}.`,
    motifs.some(m => m.champ === 'Dossier') && 'Son dossier est clos : rien ne le rouvre.',
  ]
  return [fait, ...suite].filter(Boolean).join(' ')
}
