import { CloseButton, Text, TextInput } from '@mantine/core'
import { useDebouncedValue, useWindowEvent } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import { assezDit } from '../../personne/recherche/assez-dit.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { Page } from '../../socle/ui/Page.tsx'
import { useBarreRecherche } from '../../socle/ui/raccourci.ts'
import type { cartePersonne } from '../carte-personne.ts'
import type { reconnaitre } from '../reconnaitre.ts'
import classes from './Accueil.module.css'
import { Attendues } from './Attendues.tsx'
import { CarteAccueil } from './CarteAccueil.tsx'
import { Reconnues } from './Reconnues.tsx'

/**
 * The reception desk: one field, then one card. Enter takes the first person found, the arrows walk through the others, Escape comes
 * back to the field for the next one: the mouse is never needed.
 */
export function AccueilPage() {
  const champ = useRef<HTMLInputElement>(null)
  const [saisie, setSaisie] = useState('')
  const [personneId, setPersonneId] = useState<string | null>(null)
  const [q] = useDebouncedValue(saisie.trim(), 150)
  const cherche = assezDit(saisie)
  const trouvees = useQuery({
    queryKey: ['accueil', 'recherche', q],
    queryFn: () => call<typeof reconnaitre>('POST /accueil/recherche', { q }),
    enabled: assezDit(q),
    placeholderData: keepPreviousData,
  })
  const carte = useQuery({
    queryKey: ['accueil', 'carte', personneId],
    queryFn: () => call<typeof cartePersonne>('GET /accueil/personnes/:personneId', { personneId: personneId ?? '' }),
    enabled: personneId !== null,
  })
  const ouvrir = (id: string) => {
    setPersonneId(id)
    setSaisie('')
  }
  const reprendre = () => {
    champ.current?.focus()
    champ.current?.select()
  }
  useBarreRecherche(champ)
  useWindowEvent('keydown', e => {
    if (e.key === 'Escape' && !(e.target as HTMLElement).closest('[role=dialog], [role=listbox]')) reprendre()
  })
  // Until the answer to what is typed has come, Enter would open somebody else's card.
  const aJour = q === saisie.trim() && !trouvees.isPlaceholderData
  const valider = (e: KeyboardEvent) => {
    const premiere = trouvees.data?.personnes[0]
    if (e.key === 'Enter' && cherche && aJour && premiere) ouvrir(premiere.id)
    if (e.key === 'ArrowDown') document.querySelector<HTMLElement>('[data-reconnue]')?.focus()
  }

  return (
    <Page
      titre="Accueil"
      entete={
        <TextInput
          ref={champ}
          type="search"
          size="lg"
          label={'Qui est là\u00a0?'}
          description="Nom épelé, date de naissance, téléphone ou numéro d’allocataire."
          leftSection={<IconSearch {...ICONE} />}
          rightSection={saisie && <CloseButton aria-label="Effacer la recherche" onClick={() => setSaisie('')} />}
          value={saisie}
          onChange={e => setSaisie(e.currentTarget.value)}
          onKeyDown={valider}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          maw={640}
        />
      }
    >
      <div className={classes.suite} aria-live="polite">
        {cherche ? (
          <Charge requete={trouvees}>
            {trouvaille => <Reconnues {...trouvaille} aJour={aJour} ouvrir={ouvrir} />}
          </Charge>
        ) : personneId ? (
          <Charge requete={carte} attente="fiche">
            {lue => <CarteAccueil key={lue.id} carte={lue} fermer={() => setPersonneId(null)} ouvrir={ouvrir} />}
          </Charge>
        ) : (
          <Attendues ouvrir={ouvrir} />
        )}
      </div>
      <Text component="p" m={0} c="dimmed" size="sm" className={classes.touches}>
        Entrée ouvre la première personne, ↓ passe à la suivante, Échap revient à la recherche.
      </Text>
    </Page>
  )
}
