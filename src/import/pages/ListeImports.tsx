import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { dateCourte } from '../../socle/ui/dates.ts'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { Liste } from '../../socle/ui/liste/Liste.tsx'
import { Avancement } from './Avancement.tsx'
import { useActes } from './actes.ts'
import { Reprendre } from './Boutons.tsx'
import { EtatImport } from './EtatImport.tsx'
import classes from './Imports.module.css'
import type { Fiche } from './lectures.ts'
import { direLequel, direResultat, direTaille, direVoie, estTableau, simulee } from './mots.ts'
import { direMoment, direQuoi, tenue, voirTenue } from './quoi.ts'

/** The imports, one a row: what it is, when it came and by whom, where it is, what to do. */
export function ListeImports({ imports, vide }: { imports: readonly Fiche[]; vide: ReactNode }) {
  return (
    <Liste
      titre="Imports"
      lignes={imports}
      cle={i => i.id}
      lien={i => `/imports/${i.id}`}
      colonnes={[
        { cle: 'fichier', titre: 'Fichier', largeur: '38%', cellule: i => <Quoi fiche={i} /> },
        { cle: 'depose', titre: 'Déposé', largeur: '20%', cellule: i => <Depose fiche={i} /> },
        { cle: 'etat', titre: 'État', cellule: i => <OuIlEnEst fiche={i} /> },
      ]}
      vide={vide}
    />
  )
}

function Quoi({ fiche }: { fiche: Fiche }) {
  const lequel = direLequel(fiche)
  return (
    <span className={classes.premier}>
      <span>{direQuoi({ ...fiche, version: null })}</span>
      {lequel && <span className={classes.second}>{lequel}</span>}
      <span className={classes.second}>{fiche.fichier}</span>
    </span>
  )
}

function Depose({ fiche }: { fiche: Fiche }) {
  const jourDepose = direMoment(fiche.deposeLe)
  return (
    <span className={classes.premier}>
      <span>{jourDepose}</span>
      <span className={classes.second}>
        {direVoie(fiche)}
        {!jourDepose.startsWith(dateCourte(fiche.recuLe)) && `, reçu le ${dateCourte(fiche.recuLe)}`}
      </span>
    </span>
  )
}

function OuIlEnEst({ fiche }: { fiche: Fiche }) {
  return (
    <div className={classes.ouEnEst}>
      <div className={classes.etat}>
        <EtatImport fiche={fiche} />
        {fiche.statut === 'en-cours' ? (
          <Avancement etape={fiche.etape ?? 'Préparation'} fait={fiche.fait ?? 0} total={fiche.total} />
        ) : (
          <span className={classes.second}>{direSuite(fiche)}</span>
        )}
      </div>
      <AFaire fiche={fiche} />
    </div>
  )
}

/** One line under the state. */
function direSuite(fiche: Fiche): string | null {
  const { statut, devant, recu, taille, refus, annuleLe, annuleNom } = fiche
  if (statut === 'depot') return `${direTaille(recu)} sur ${direTaille(taille)}`
  if (statut === 'en-attente') return devant > 0 ? `${devant}\u00a0import${devant > 1 ? 's' : ''} avant lui` : null
  if (statut === 'refuse') return premierePhrase(refus?.message ?? '')
  if (statut === 'annule') return annuleLe && `Le ${direMoment(annuleLe)}, par ${annuleNom ?? 'Filrouge'}`
  if (tenue(fiche)) return premierePhrase(refus?.message ?? '')
  if (statut === 'a-verifier') return simulee(fiche) ? `Donnerait : ${direResultat(fiche) ?? 'rien de nouveau'}` : null
  return direResultat(fiche)
}

/** Enough to know why; the page of the import says it all. */
function premierePhrase(message: string): string {
  const [premiere = ''] = message.split(/(?<=[.!?])\s|\n/)
  return premiere.length > 160 ? `${premiere.slice(0, 157).replace(/[\s,]+\S*$/, '')}…` : premiere
}

function AFaire({ fiche }: { fiche: Fiche }) {
  const { appliquer } = useActes(fiche.id)
  if (!fiche.tenu) return null
  if (fiche.statut === 'depot') return <Reprendre fiche={fiche} />
  if (fiche.statut !== 'a-verifier') return null
  if (estTableau(fiche) && !simulee(fiche))
    return (
      <LienBouton
        variant="default"
        vers={`/imports/${fiche.id}/colonnes`}
        aria-label={`Choisir les colonnes : ${fiche.fichier}`}
      >
        Choisir les colonnes
      </LienBouton>
    )
  if (tenue(fiche)) {
    const mot = voirTenue(fiche)
    return (
      <LienBouton variant="default" vers={`/imports/${fiche.id}`} aria-label={`${mot} : ${fiche.fichier}`}>
        {mot}
      </LienBouton>
    )
  }
  return (
    <Button
      variant="default"
      loading={appliquer.isPending}
      onClick={() => appliquer.mutate(false)}
      aria-label={`Appliquer : ${fiche.fichier}`}
    >
      Appliquer
    </Button>
  )
}
