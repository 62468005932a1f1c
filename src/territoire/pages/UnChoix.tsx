import { Button, Text, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../socle/api.ts'
import { dateCourte } from '../../socle/ui/dates.ts'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { Fiche, Reperes } from '../../socle/ui/Fiche.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Cartes } from '../../socle/ui/saisie/Cartes.tsx'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import type { Output } from '../../socle/use-case.ts'
import type { changerParametre } from '../changer-parametre.ts'
import type { listeParametres } from '../liste-parametres.ts'
import { DemandeChoix, fautesParametre } from '../parametre.ts'
import { AVenir } from './AVenir.tsx'
import { HistoriqueDe } from './HistoriqueDe.tsx'

type Choix = Output<typeof listeParametres>['choix'][number]
type Props = { choix: Choix; aujourdhui: string }

export const PERTE_PARAMETRE = 'La règle resterait comme elle est : ce que vous avez écrit sera perdu.'
export const AIDE_MOTIF = 'Délibération, consigne, essai : ce qui explique le changement.'

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
  const form = useFormulaire(DemandeChoix, { valeur: c.valeur, effetLe: aujourdhui, motif: '' }, saisie =>
    fautesParametre(c.cle, saisie, aujourdhui),
  )
  return (
    <Formulaire
      form={form}
      bouton="Enregistrer le changement"
      perte={PERTE_PARAMETRE}
      envoyer={async demande => {
        await call<typeof changerParametre>('POST /parametres/:cle', { cle: c.cle, ...demande })
        await cache.invalidateQueries({ queryKey: ['parametres'] })
        await cache.invalidateQueries({ queryKey: ['definitions-entree'] })
        fermer()
        notifier('Changement enregistré')
      }}
    >
      <Cartes
        {...form.choix('valeur', 'Qui est un nouvel entrant ?')}
        enListe
        cartes={c.options.map(o => ({
          valeur: o.valeur,
          libelle: <strong>{o.valeur === c.defaut ? `${o.libelle} (par défaut)` : o.libelle}</strong>,
          detail: o.phrase,
        }))}
      />
      <ChampDate {...form.date('effetLe', 'À partir du')} sens="futur" aujourdhui={aujourdhui} />
      <Textarea {...form.texte('motif', 'Pourquoi')} description={AIDE_MOTIF} autosize minRows={2} />
    </Formulaire>
  )
}
