import { Button, Radio, Text, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { call } from '../../../socle/api.ts'
import { Fenetre } from '../../../socle/ui/Fenetre.tsx'
import { Fiche } from '../../../socle/ui/Fiche.tsx'
import { LienBouton } from '../../../socle/ui/Lien.tsx'
import { Formulaire } from '../../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../../socle/ui/saisie/formulaire.ts'
import type { direRaison } from '../dire-raison.ts'
import { RaisonDite } from '../habitude.ts'
import { MOTIFS_OUVERTURE, type MotifOuverture } from '../motifs.ts'
import classes from './Habitude.module.css'

const Demande = RaisonDite.omit({ id: true, personneId: true })
const NOMS = Object.keys(MOTIFS_OUVERTURE) as MotifOuverture[]
const QUESTION = 'Pourquoi ouvrez-vous ce dossier\u00a0?'

type Props = { personneId: string; enFenetre?: boolean; dit?: () => unknown; nom?: string }

/**
 * Stands where a file out of one's usual persons would open: why, then it opens. It says nothing of the person. In a window where the
 * page shows other things.
 */
export function RaisonADire({ personneId, enFenetre, dit, nom }: Props) {
  const [ouverte, setOuverte] = useState(false)
  const bouton = useRef<HTMLButtonElement>(null)
  const ligne = useRef<Element | null>(null)
  if (!enFenetre)
    return (
      <Fiche titre={QUESTION}>
        <Demander personneId={personneId} dit={dit} />
        <LienBouton vers="/personnes" variant="subtle" mt="sm">
          Ne pas l’ouvrir
        </LienBouton>
      </Fiche>
    )
  const fermer = () => setOuverte(false)
  return (
    <>
      <Button
        ref={bouton}
        variant="default"
        size="compact-md"
        mt="xs"
        aria-label={nom && `Dire pourquoi, ${nom}`}
        onClick={() => {
          ligne.current = bouton.current?.closest('tr, li, section') ?? null
          setOuverte(true)
        }}
      >
        Dire pourquoi
      </Button>
      {ouverte && (
        <Fenetre opened onClose={fermer} title={QUESTION}>
          <Demander
            personneId={personneId}
            dit={() => {
              fermer()
              dit?.()
            }}
            montre={() => rendreFocus(ligne.current, personneId)}
            renoncer={fermer}
          />
        </Fenetre>
      )}
    </>
  )
}

/** The button goes with what it asked: the keyboard is given back where it was, on her name. */
function rendreFocus(ligne: Element | null, personneId: string) {
  const sienne = `a[href^="/personnes/${personneId}"]`
  const ou = ligne?.isConnected ? ligne : document.querySelector('main')
  ;(ou?.querySelector<HTMLElement>(sienne) ?? ou?.querySelector<HTMLElement>('a, button'))?.focus({
    preventScroll: true,
  })
}

/** `montre`: once what the page hid shows. */
type PropsDemande = Pick<Props, 'personneId' | 'dit'> & { renoncer?: () => void; montre?: () => void }

function Demander({ personneId, dit, renoncer, montre }: PropsDemande) {
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const form = useFormulaire(Demande, { motif: null, precision: null })
  return (
    <>
      <Text component="p" mt={0}>
        Cette personne n’est pas de celles que vous suivez d’habitude. Dites pourquoi{'\u00a0'}: le dossier s’ouvre
        aussitôt, et reste ouvert pour vous quelques jours. La raison se lit au fil du dossier, et le délégué à la
        protection des données la relit.
      </Text>
      <Formulaire
        form={form}
        bouton={renoncer ? 'Dire pourquoi' : 'Ouvrir le dossier'}
        perte="Le dossier n’est pas ouvert."
        renoncer={renoncer}
        envoyer={async ({ motif, precision }) => {
          await call<typeof direRaison>('POST /personnes/:personneId/raison', { id, personneId, motif, precision })
          dit?.()
          // Whatever the page kept to itself of her shows now.
          await cache.invalidateQueries()
          montre?.()
        }}
      >
        <Radio.Group {...form.choix('motif', 'Raison')}>
          <div className={classes.choix}>
            {NOMS.map(m => (
              <Radio key={m} value={m} label={MOTIFS_OUVERTURE[m]} />
            ))}
          </div>
        </Radio.Group>
        {form.valeurs.motif === 'autre' && (
          <Textarea {...form.texte('precision', 'Laquelle', { requis: true })} autosize minRows={2} />
        )}
      </Formulaire>
    </>
  )
}
