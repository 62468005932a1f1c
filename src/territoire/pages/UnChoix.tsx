import { Button, Text, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../socle/api.ts'
import { dateCourte } from '../../socle/ui/dates.ts'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { Fiche, Reperes } from '../../socle/ui/Fiche.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'
import { champ, champJour, Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { changerParametre } from '../changer-parametre.ts'
import type { listeParametres } from '../liste-parametres.ts'
import { empechementParametre, MESSAGES_PARAMETRE } from '../parametre.ts'
import { AVenir } from './AVenir.tsx'
import { HistoriqueDe } from './HistoriqueDe.tsx'
import classes from './UnChoix.module.css'

type Choix = Output<typeof listeParametres>['choix'][number]
type Props = { choix: Choix; aujourdhui: string }

/** A rule chosen among several: the one in force in a sentence, its history, and the way to another. */
export function UnChoix({ choix: c, aujourdhui }: Props) {
  const [ouvert, setOuvert] = useState(false)
  const option = (valeur: string) => c.options.find(o => o.valeur === valeur)
  return (
    <Fiche
      titre={c.libelle}
      serree
      actions={
        <Button variant="default" onClick={() => setOuvert(true)} aria-label={`Changer : ${c.libelle}`}>
          Changer
        </Button>
      }
    >
      <Text component="p" m={0} c="dimmed">
        {c.aide} <Lien vers="/pilotage/definitions">Comparer les définitions sur un mois</Lien>
      </Text>
      <Reperes
        liste={[
          {
            terme: 'En vigueur',
            valeur: option(c.valeur)?.libelle,
            source: c.depuis ? `depuis le ${dateCourte(c.depuis)}` : 'valeur par défaut',
          },
          { terme: 'Par défaut', valeur: option(c.defaut)?.libelle, source: c.source },
        ]}
      />
      <Text component="p" m={0}>
        {option(c.valeur)?.phrase}
      </Text>
      <AVenir parametre={c} dire={valeur => option(valeur)?.libelle ?? valeur} />
      <HistoriqueDe objet="parametre" id={c.cle} de={c.libelle} avec="parametres" replie />
      <Fenetre opened={ouvert} onClose={() => setOuvert(false)} title={c.libelle} size="lg">
        <Changement choix={c} aujourdhui={aujourdhui} fermer={() => setOuvert(false)} />
      </Fenetre>
    </Fiche>
  )
}

function Changement({ choix: c, aujourdhui, fermer }: Props & { fermer: () => void }) {
  const cache = useQueryClient()
  const form = useForm({
    initialValues: { valeur: c.valeur, effetLe: aujourdhui as string | null, motif: '' },
    validate: ({ valeur, effetLe, motif }) => {
      const refus = empechementParametre(c.cle, { valeur, effetLe: effetLe ?? '' }, aujourdhui)
      const message = refus && MESSAGES_PARAMETRE[refus](c.cle)
      return {
        valeur: refus === 'choix-inconnu' ? message : null,
        effetLe: !effetLe
          ? 'Choisissez le jour où le changement prend effet.'
          : refus === 'effet-passe'
            ? message
            : null,
        motif: motif.trim().length < 3 ? 'Dites pourquoi : la raison reste dans l’historique.' : null,
      }
    },
  })
  return (
    <Formulaire
      form={form}
      libelles={{ valeur: c.libelle, effetLe: 'À partir du', motif: 'Pourquoi' }}
      bouton="Enregistrer le changement"
      envoyer={async v => {
        await call<typeof changerParametre>('POST /parametres/:cle', {
          cle: c.cle,
          valeur: v.valeur,
          effetLe: v.effetLe ?? '',
          motif: v.motif,
        })
        await cache.invalidateQueries({ queryKey: ['parametres'] })
        await cache.invalidateQueries({ queryKey: ['definitions-entree'] })
        fermer()
        notifier('Changement enregistré')
      }}
    >
      <fieldset className={classes.choix}>
        <legend>Qui est un nouvel entrant ?</legend>
        {c.options.map(o => (
          <label key={o.valeur}>
            <input
              type="radio"
              name="valeur"
              value={o.valeur}
              checked={form.values.valeur === o.valeur}
              onChange={() => form.setFieldValue('valeur', o.valeur)}
            />
            <span>
              <strong>{o.valeur === c.defaut ? `${o.libelle} (par défaut)` : o.libelle}</strong>
              <span>{o.phrase}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <ChampDate label="À partir du" sens="futur" aujourdhui={aujourdhui} {...champJour(form, 'effetLe')} />
      <Textarea
        label="Pourquoi"
        description="Délibération, consigne, essai : ce qui explique le changement."
        autosize
        minRows={2}
        {...champ(form, 'motif')}
      />
    </Formulaire>
  )
}
