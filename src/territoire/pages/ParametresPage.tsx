import { Button, NumberInput, Text, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { PrecedencesFiche } from '../../personne/pages/PrecedencesFiche.tsx'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateCourte } from '../../socle/ui/dates.ts'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { Fiche, Reperes } from '../../socle/ui/Fiche.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'
import { champ, champJour, Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { changerParametre } from '../changer-parametre.ts'
import type { listeParametres } from '../liste-parametres.ts'
import { direValeur, empechementParametre, MESSAGES_PARAMETRE } from '../parametre.ts'
import { AVenir } from './AVenir.tsx'
import { HistoriqueDe } from './HistoriqueDe.tsx'
import { Onglets } from './Onglets.tsx'
import { UnChoix } from './UnChoix.tsx'

type Parametre = Output<typeof listeParametres>['parametres'][number]

/** The numbers of the rules that a territory may change: each value, where it comes from, who changed it, from when and why. */
export function ParametresPage() {
  const requete = useQuery({
    queryKey: ['parametres'],
    queryFn: () => call<typeof listeParametres>('GET /parametres', {}),
  })
  const [choisi, setChoisi] = useState<Parametre | null>(null)
  return (
    <Page
      titre="Règles et seuils"
      phrase="Les nombres des règles qu’un territoire peut changer, chacun avec sa source. Un changement vaut à partir de sa date d’effet : ce qui est déjà calculé garde sa règle."
      entete={<Onglets ici="/parametres" />}
    >
      <Charge requete={requete} attente="fiche">
        {({ parametres, choix, aujourdhui }) => (
          <>
            {choix.map(c => (
              <UnChoix key={c.cle} choix={c} aujourdhui={aujourdhui} />
            ))}
            {parametres.map(p => (
              <UnParametre key={p.cle} parametre={p} changer={() => setChoisi(p)} />
            ))}
            <PrecedencesFiche />
            <Fenetre opened={choisi !== null} onClose={() => setChoisi(null)} title={choisi?.libelle}>
              {choisi && <Changement parametre={choisi} aujourdhui={aujourdhui} fermer={() => setChoisi(null)} />}
            </Fenetre>
          </>
        )}
      </Charge>
    </Page>
  )
}

const dire = (p: Parametre, valeur: number) => direValeur(valeur, p.unite)

function UnParametre({ parametre: p, changer }: { parametre: Parametre; changer: () => void }) {
  return (
    <Fiche
      titre={p.libelle}
      serree
      actions={
        <Button variant="default" onClick={changer} aria-label={`Changer : ${p.libelle}`}>
          Changer
        </Button>
      }
    >
      <Text component="p" m={0} c="dimmed">
        {p.aide}
      </Text>
      <Reperes
        liste={[
          {
            terme: 'En vigueur',
            valeur: dire(p, p.valeur),
            source: p.depuis ? `depuis le ${dateCourte(p.depuis)}` : 'valeur par défaut',
          },
          { terme: 'Par défaut', valeur: dire(p, p.defaut), source: p.source },
        ]}
      />
      <AVenir parametre={p} dire={valeur => dire(p, valeur)} />
      <HistoriqueDe objet="parametre" id={p.cle} de={p.libelle} avec="parametres" replie />
    </Fiche>
  )
}

type Props = { parametre: Parametre; aujourdhui: string; fermer: () => void }

function Changement({ parametre: p, aujourdhui, fermer }: Props) {
  const cache = useQueryClient()
  const form = useForm({
    initialValues: { valeur: p.valeur as number | string, effetLe: aujourdhui as string | null, motif: '' },
    validate: valeurs => {
      const effetLe = valeurs.effetLe ?? ''
      const refus = empechementParametre(p.cle, { valeur: Number(valeurs.valeur), effetLe }, aujourdhui)
      const message = refus && MESSAGES_PARAMETRE[refus](p.cle)
      return {
        valeur: valeurs.valeur === '' ? 'Écrivez un nombre.' : refus === 'valeur-hors-bornes' ? message : null,
        effetLe: !effetLe
          ? 'Choisissez le jour où le changement prend effet.'
          : refus === 'effet-passe'
            ? message
            : null,
        motif: valeurs.motif.trim().length < 3 ? 'Dites pourquoi : la raison reste dans l’historique.' : null,
      }
    },
  })
  return (
    <Formulaire
      form={form}
      libelles={{ valeur: 'Nouvelle valeur', effetLe: 'À partir du', motif: 'Pourquoi' }}
      bouton="Enregistrer le changement"
      envoyer={async v => {
        await call<typeof changerParametre>('POST /parametres/:cle', {
          cle: p.cle,
          valeur: Number(v.valeur),
          effetLe: v.effetLe ?? '',
          motif: v.motif,
        })
        await cache.invalidateQueries({ queryKey: ['parametres'] })
        fermer()
        notifier('Changement enregistré')
      }}
    >
      <NumberInput
        label="Nouvelle valeur"
        description={`En ${p.unite}, entre ${p.min} et ${p.max}. Par défaut : ${p.defaut}.`}
        allowDecimal={false}
        hideControls
        {...champ(form, 'valeur')}
      />
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
