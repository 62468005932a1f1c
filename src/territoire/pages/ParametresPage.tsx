import { Button, Text, Textarea } from '@mantine/core'
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
import { ChampNombre } from '../../socle/ui/saisie/ChampNombre.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import type { Output } from '../../socle/use-case.ts'
import type { changerParametre } from '../changer-parametre.ts'
import type { listeParametres } from '../liste-parametres.ts'
import { DemandeNombre, direValeur, fautesParametre } from '../parametre.ts'
import { AVenir } from './AVenir.tsx'
import { HistoriqueDe } from './HistoriqueDe.tsx'
import { Onglets } from './Onglets.tsx'
import { AIDE_MOTIF, PERTE_PARAMETRE, UnChoix } from './UnChoix.tsx'

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
  const form = useFormulaire(DemandeNombre, { valeur: p.valeur, effetLe: aujourdhui, motif: '' }, saisie =>
    fautesParametre(p.cle, saisie, aujourdhui),
  )
  return (
    <Formulaire
      form={form}
      bouton="Enregistrer le changement"
      perte={PERTE_PARAMETRE}
      envoyer={async demande => {
        await call<typeof changerParametre>('POST /parametres/:cle', { cle: p.cle, ...demande })
        await cache.invalidateQueries({ queryKey: ['parametres'] })
        fermer()
        notifier('Changement enregistré')
      }}
    >
      <ChampNombre
        {...form.choix('valeur', 'Nouvelle valeur')}
        description={`En ${p.unite}, entre ${p.min} et ${p.max}. Par défaut : ${p.defaut}.`}
      />
      <ChampDate {...form.date('effetLe', 'À partir du')} sens="futur" aujourdhui={aujourdhui} />
      <Textarea {...form.texte('motif', 'Pourquoi')} description={AIDE_MOTIF} autosize minRows={2} />
    </Formulaire>
  )
}
