import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { BoutonConfirmer } from '../../socle/ui/Confirmer.tsx'
import { pluriel } from '../../socle/ui/dates.ts'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { chiffresVus } from '../import.ts'
import { Avancement } from './Avancement.tsx'
import { useActes } from './actes.ts'
import { Annuler, Rejouer, Reprendre, Retirer } from './Boutons.tsx'
import classes from './Imports.module.css'
import type { Fiche } from './lectures.ts'
import { direDuree, direResultat, direTaille, direVoie, estTableau, simulee, tourne } from './mots.ts'
import { direMoment, tenue } from './quoi.ts'

type Props = {
  fiche: Fiche /** What else stands among the actions, where there is no room for all of them. */
  autres?: ReactNode
}

/** Where an import is, in a sentence, and what can be done next: the main act first. */
export function Suite({ fiche, autres }: Props) {
  const Cas = fiche.tenu || tourne(fiche) ? CAS[fiche.statut] : DUnAutre
  return <Cas fiche={fiche} autres={autres} />
}

/** What can be done of a file, by its state. */
const ACTES: Partial<Record<Fiche['statut'], string>> = {
  depot: 'Finir l’envoi',
  'a-verifier': 'L’appliquer ou le retirer',
  applique: 'L’annuler',
  refuse: 'Y remédier',
  annule: 'Le rejouer',
}

/** A file that somebody else brought, seen by who works for some communes. */
function DUnAutre({ fiche, autres }: Props) {
  return (
    <>
      <p className={classes.phrase}>
        {(fiche.statut === 'refuse' || tenue(fiche)) && (
          <strong className={classes.motif}>{fiche.refus?.message} </strong>
        )}
        Déposé par {direVoie(fiche)}. {ACTES[fiche.statut]} revient à{' '}
        {fiche.voie === 'ecran' ? 'cette personne, ou à qui' : 'qui'} voit tout le territoire.
      </p>
      {autres && <div className={classes.actions}>{autres}</div>}
    </>
  )
}

function Depot({ fiche, autres }: Props) {
  return (
    <>
      <p className={classes.phrase}>
        L’envoi s’est arrêté à {direTaille(fiche.recu)} sur {direTaille(fiche.taille)}. Choisissez le même fichier : il
        reprend où il en était.
      </p>
      <div className={classes.actions}>
        <Reprendre fiche={fiche} principal />
        <Retirer fiche={fiche} />
        {autres}
      </div>
    </>
  )
}

const donnerait = (fiche: Fiche) => `application donnerait : ${direResultat(fiche) ?? 'rien de nouveau'}.`

/** A flow that changes so much that somebody has to look at its figures, simulated or not. */
function AConfirmer({ fiche, autres }: Props) {
  const { confirmer, simuler } = useActes(fiche.id)
  const essaye = simulee(fiche)
  return (
    <>
      <p className={classes.phrase}>
        <strong className={classes.motif}>{fiche.refus?.message}</strong>
      </p>
      {essaye && <p className={classes.phrase}>D’après la simulation, l’{donnerait(fiche)}</p>}
      <div className={classes.actions}>
        <Button
          variant={essaye ? 'default' : 'filled'}
          loading={simuler.isPending}
          onClick={() => simuler.mutate(false)}
        >
          {essaye ? 'Simuler de nouveau' : 'Simuler d’abord'}
        </Button>
        {fiche.confirmable && (
          <BoutonConfirmer
            variant={essaye ? 'filled' : 'light'}
            titre="Confirmer et appliquer ce flux ?"
            perte={
              <>
                <p>{chiffresVus(fiche.refus?.message ?? '')}</p>
                <p>
                  Confirmez seulement si la caisse vous l’a dit : le suivi de qui perd son droit prendra fin, et son
                  référent en est averti.
                </p>
              </>
            }
            action="Confirmer et appliquer"
            onConfirmer={() => confirmer(fiche.refus?.message ?? '')}
          >
            Confirmer et appliquer
          </BoutonConfirmer>
        )}
        <Retirer fiche={fiche} />
        {autres}
      </div>
    </>
  )
}

function AVerifier({ fiche, autres }: Props) {
  const { appliquer, simuler } = useActes(fiche.id)
  const essaye = simulee(fiche)
  if (tenue(fiche)) return <AConfirmer fiche={fiche} autres={autres} />
  if (estTableau(fiche) && !essaye)
    return (
      <>
        <p className={classes.phrase}>
          Dites ce que contient chaque colonne : vous verrez ensuite ce que le tableau changerait. Rien n’est encore
          changé.
        </p>
        <div className={classes.actions}>
          <LienBouton vers={`/imports/${fiche.id}/colonnes`}>Choisir les colonnes</LienBouton>
          <Retirer fiche={fiche} />
          {autres}
        </div>
      </>
    )
  return (
    <>
      <p className={classes.phrase}>
        {essaye
          ? `Simulation : rien n’a changé. L’${donnerait(fiche)}`
          : 'Filrouge a reçu le fichier. Rien n’est encore changé dans les dossiers.'}
      </p>
      <div className={classes.actions}>
        <Button loading={appliquer.isPending} onClick={() => appliquer.mutate(false)}>
          Appliquer
        </Button>
        {estTableau(fiche) ? (
          <LienBouton variant="default" vers={`/imports/${fiche.id}/colonnes`}>
            Revoir les colonnes
          </LienBouton>
        ) : (
          <Button variant="default" loading={simuler.isPending} onClick={() => simuler.mutate(false)}>
            {essaye ? 'Simuler de nouveau' : 'Simuler d’abord'}
          </Button>
        )}
        <Retirer fiche={fiche} />
        {autres}
      </div>
    </>
  )
}

function EnAttente({ fiche, autres }: Props) {
  return (
    <>
      <p className={classes.phrase}>
        {fiche.devant > 0 ? `${pluriel(fiche.devant, 'import')} avant lui. ` : 'Il commence dans un instant. '}
        Vous pouvez quitter cette page : il avance sans vous.
      </p>
      {autres && <div className={classes.actions}>{autres}</div>}
    </>
  )
}

function EnCours({ fiche, autres }: Props) {
  return (
    <>
      <Avancement etape={fiche.etape ?? 'Préparation'} fait={fiche.fait ?? 0} total={fiche.total} />
      <p className={classes.fichier}>
        {fiche.simulation && 'Simulation : rien ne changera. '}Vous pouvez quitter cette page : il avance sans vous.
      </p>
      {autres && <div className={classes.actions}>{autres}</div>}
    </>
  )
}

function Applique({ fiche, autres }: Props) {
  const resultat = direResultat(fiche)
  return (
    <>
      <p className={classes.phrase}>
        {resultat && `${resultat}. `}
        {fiche.finLe && fiche.debutLe && (
          <>
            Appliqué le {direMoment(fiche.finLe)}, en {direDuree(fiche.debutLe, fiche.finLe)}.
          </>
        )}
      </p>
      <div className={classes.actions}>
        {autres}
        {!autres && <Annuler fiche={fiche} />}
        {!autres && estTableau(fiche) && <Rejouer fiche={fiche}>Rejouer avec d’autres colonnes</Rejouer>}
      </div>
    </>
  )
}

function Refuse({ fiche, autres }: Props) {
  const { appliquer, simuler } = useActes(fiche.id)
  const { code, message } = fiche.refus ?? { code: '', message: '' }
  const suite = SUITES[code] ?? SUITE_GENERALE
  return (
    <>
      <p className={classes.phrase}>
        <strong className={classes.motif}>{message.replace(/ Pour l’appliquer malgré tout.*$/, '')}</strong>
      </p>
      <p className={classes.phrase}>{suite.phrase}</p>
      <div className={classes.actions}>
        {suite.force !== undefined && (
          <Button loading={appliquer.isPending} onClick={() => appliquer.mutate(suite.force ?? false)}>
            {suite.force ? 'Appliquer même s’il est ancien' : 'Essayer de nouveau'}
          </Button>
        )}
        {suite.force && (
          <Button variant="default" loading={simuler.isPending} onClick={() => simuler.mutate(true)}>
            Simuler d’abord
          </Button>
        )}
        {suite.rejouer && <Rejouer fiche={fiche}>Rejouer en mon nom</Rejouer>}
        {suite.autreFichier && !autres && <LienBouton vers="/imports">Déposer un autre fichier</LienBouton>}
        <Retirer fiche={fiche} />
        {autres}
      </div>
    </>
  )
}

type SuiteDeRefus = {
  phrase: string
  /** Trying again makes sense: as it is, or in spite of its age. */
  force?: boolean
  /** This file will never do. */
  autreFichier?: boolean
  /** Only taken again in one's own name. */
  rejouer?: boolean
}
/** After a refusal, by its code. */
const SUITES: Record<string, SuiteDeRefus> = {
  'flux-ancien': {
    phrase:
      'Si vous l’avez déposé par erreur, retirez-le. L’appliquer remet les droits dans l’état qu’il décrit : simulez d’abord si vous hésitez.',
    force: true,
  },
  'deja-applique': { phrase: 'Il n’y a rien à faire : retirez-le de la liste.' },
  'fichier-inconnu': { phrase: 'Retirez-le, puis déposez le bon fichier.', autreFichier: true },
  'flux-a-venir': { phrase: 'Retirez-le de la liste.', autreFichier: true },
  'flux-illisible': {
    phrase: 'Téléchargez-le de nouveau là où vous l’avez pris, ou demandez-le à son expéditeur, puis déposez-le.',
    autreFichier: true,
  },
  'deposant-parti': { phrase: 'Si vous répondez de ce fichier, rejouez-le : il sera le vôtre.', rejouer: true },
  'cle-revoquee': { phrase: 'Si vous répondez de ce fichier, rejouez-le : il sera le vôtre.', rejouer: true },
  'import-mortel': { phrase: 'Le fichier est gardé : vous pouvez l’essayer encore, ou le retirer.', force: false },
  panne: { phrase: 'Le fichier est gardé : vous n’avez pas à le déposer de nouveau.', force: false },
}
const SUITE_GENERALE: SuiteDeRefus = {
  phrase: 'Corrigez ce qui est dit ci-dessus, puis essayez de nouveau ou déposez un autre fichier.',
  force: false,
}

function Annule({ fiche, autres }: Props) {
  return (
    <>
      <p className={classes.phrase}>
        {fiche.annuleLe && `Annulé le ${direMoment(fiche.annuleLe)} par ${fiche.annuleNom ?? 'Filrouge'}. `}
        Les dossiers sont redevenus comme avant. Le fichier est gardé : vous pouvez le rejouer.
      </p>
      <div className={classes.actions}>
        <Rejouer fiche={fiche}>Rejouer</Rejouer>
        {autres}
      </div>
    </>
  )
}

const CAS: Record<Fiche['statut'], (props: Props) => ReactNode> = {
  depot: Depot,
  'a-verifier': AVerifier,
  'en-attente': EnAttente,
  'en-cours': EnCours,
  applique: Applique,
  refuse: Refuse,
  annule: Annule,
}
