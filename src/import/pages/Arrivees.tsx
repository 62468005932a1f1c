import { Button, Title } from '@mantine/core'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId } from 'react'
import { call } from '../../socle/api.ts'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import { notifierErreur } from '../../socle/ui/notifier.tsx'
import type { appliquerImport } from '../appliquer-import.ts'
import { Avancement } from './Avancement.tsx'
import { rafraichirImports } from './actes.ts'
import { EtatImport } from './EtatImport.tsx'
import { type Envoi, ranger, rangerArrives, relancer } from './envois.ts'
import classes from './Imports.module.css'
import { type Fiche, unImport } from './lectures.ts'
import { direEtat, direTaille, estTableau } from './mots.ts'
import { direQuoi, tenue } from './quoi.ts'
import { Suite } from './Suite.tsx'

/** The files just brought: how far each is, what it turned out to be, and what to do with it. */
export function Arrivees({ envois }: { envois: readonly Envoi[] }) {
  const cache = useQueryClient()
  const titre = useId()
  const arrives = envois.filter(e => e.etat === 'arrive').map(e => e.id)
  const fiches = useQueries({ queries: arrives.map(id => unImport(id)) })
  const parId = new Map(fiches.flatMap(({ data }) => (data ? [[data.id, data] as const] : [])))
  const nombre = arrives.length
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is looked at again at each arrival
  useEffect(() => void cache.invalidateQueries({ queryKey: ['imports'] }), [nombre])
  // On leaving the page: what has arrived is then in the list.
  useEffect(() => rangerArrives, [])

  if (envois.length === 0) return null
  const prets = [...parId.values()].filter(f => f.statut === 'a-verifier' && !estTableau(f) && !tenue(f))
  const toutAppliquer = async () => {
    for (const { id } of prets)
      await call<typeof appliquerImport>('POST /imports/:importId/application', { importId: id })
    await rafraichirImports(cache)
  }
  return (
    <section aria-labelledby={titre} className={classes.cartes}>
      <div className={classes.tete}>
        <Title order={2} id={titre} className={classes.sousTitre}>
          Vous venez de déposer
        </Title>
        {prets.length > 1 && (
          <Button onClick={() => toutAppliquer().catch(notifierErreur)}>Appliquer les {prets.length} flux</Button>
        )}
      </div>
      <ul className={classes.cartes}>
        {envois.map(envoi => {
          const fiche = parId.get(envoi.id)
          return <li key={envoi.id}>{fiche ? <Carte fiche={fiche} /> : <EnRoute envoi={envoi} />}</li>
        })}
      </ul>
    </section>
  )
}

function Carte({ fiche }: { fiche: Fiche }) {
  const { ton } = direEtat(fiche)
  return (
    <article className={classes.carte} data-ton={ton} aria-label={fiche.fichier}>
      <div className={classes.tete}>
        <div className={classes.noms}>
          <p className={classes.nom}>{direQuoi(fiche)}</p>
          <p className={classes.fichier}>
            {fiche.fichier}, {direTaille(fiche.taille)}
          </p>
        </div>
        <div role="status">
          <EtatImport fiche={fiche} />
        </div>
      </div>
      <Suite
        fiche={fiche}
        autres={
          <Lien vers={`/imports/${fiche.id}`}>
            {fiche.statut === 'applique' ? 'Voir ce qu’il a fait' : 'Voir le détail'}
          </Lien>
        }
      />
    </article>
  )
}

/** A file on its way: what has left, and what stops it. */
export function EnRoute({ envoi }: { envoi: Envoi }) {
  const { id, nom, taille, recu, repriseA, etat, erreur } = envoi
  const fini = etat === 'arrive' || recu === taille
  const etape =
    etat === 'attente'
      ? 'Attend son tour'
      : fini
        ? 'Vérification du fichier'
        : repriseA > 0
          ? 'Suite de l’envoi'
          : 'Envoi'
  return (
    <article className={classes.carte} data-ton={etat === 'arrete' ? 'late' : undefined} aria-label={nom}>
      <div className={classes.tete}>
        <p className={classes.nom}>{nom}</p>
        <div role="status">
          {etat === 'coupe' && <Etat ton="soon">Connexion coupée : l’envoi reprendra tout seul</Etat>}
          {etat === 'arrete' && <Etat ton="late">Envoi arrêté</Etat>}
        </div>
      </div>
      <Avancement
        etape={etape}
        fait={recu}
        total={fini ? null : taille}
        detail={`${direTaille(recu)} sur ${direTaille(taille)}`}
      />
      {etat === 'arrete' && <Erreur erreur={erreur} />}
      <div className={classes.actions}>
        {(etat === 'arrete' || etat === 'coupe') && (
          <Button variant="default" onClick={() => relancer(id)}>
            Essayer de nouveau
          </Button>
        )}
        {!fini && (
          <Button variant="default" onClick={() => ranger(id)}>
            {etat === 'arrete' ? 'Ranger' : 'Interrompre l’envoi'}
          </Button>
        )}
      </div>
    </article>
  )
}
