import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { prenomLisible } from '../../personne/noms.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateCourte, dateLongue, moisAnnee, pluriel, telephone } from '../../socle/ui/dates.ts'
import { ICONE } from '../../socle/ui/icone.ts'
import { Page } from '../../socle/ui/Page.tsx'
import { enListe, minuscule } from '../../socle/ui/phrases.ts'
import type { Output } from '../../socle/use-case.ts'
import type { reponsePersonne } from '../reponse-personne.ts'
import classes from './Audit.module.css'
import { ChercherPersonne } from './ChercherPersonne.tsx'
import { OngletsAudit } from './OngletsAudit.tsx'
import { PeriodeAudit, usePeriode } from './PeriodeAudit.tsx'

/** « Qui a lu mon dossier »: who asks is found, then the answer is read, printed and handed over. */
export function ReponsePage() {
  const { personne } = useSearch({ strict: false }) as { personne?: string }
  const [vue, setVue] = useState({ personne, suite: false })
  // The same address with another person, or none, is another page: its title takes the focus.
  if (vue.personne !== personne) setVue({ personne, suite: true })
  if (personne) return <Reponse personne={personne} suite={vue.suite} />
  return (
    <Page
      titre="Répondre à une personne"
      issue={vue.suite}
      phrase="Elle demande qui a lu son dossier : la réponse se prépare ici, et s’imprime."
      entete={<OngletsAudit ici="/audit/reponse" />}
    >
      <ChercherPersonne />
    </Page>
  )
}

function Reponse({ personne, suite }: { personne: string; suite: boolean }) {
  const { du, au, changer } = usePeriode('audit-reponse')
  const requete = useQuery({
    queryKey: ['audit-reponse', personne, du, au],
    queryFn: () => call<typeof reponsePersonne>('GET /audit/reponse', { personne, du, au }),
  })
  return (
    <Page
      titre="Qui a lu mon dossier"
      issue={suite}
      ariane={[{ libelle: 'Répondre à une personne', vers: '/audit/reponse' }]}
      actions={
        <Button leftSection={<IconPrinter {...ICONE} />} onClick={() => window.print()}>
          Imprimer
        </Button>
      }
    >
      <div className={classes.filtres}>
        <PeriodeAudit du={du} au={au} changer={changer} />
      </div>
      <Charge requete={requete} attente="page">
        {reponse => <Lettre reponse={reponse} du={du} au={au} />}
      </Charge>
    </Page>
  )
}

function Lettre({ reponse, du, au }: { reponse: Output<typeof reponsePersonne>; du: string; au: string }) {
  const { personne, territoire, etabliLe, gardeesDepuis, delegue, jours, listes, controles } = reponse
  // What was erased in the meantime can't be told: the answer says from when it knows.
  const depuis = du < gardeesDepuis ? gardeesDepuis : du
  return (
    <article className={classes.lettre}>
      <p>
        <strong>
          {prenomLisible(personne.prenom)} {personne.nom}
        </strong>
        {personne.dateNaissance && `, date de naissance\u00a0: ${dateCourte(personne.dateNaissance)}`}
        <span className={classes.discret}>
          {territoire}, le {dateLongue(etabliLe)}
        </span>
      </p>
      <p>
        Bonjour, vous avez demandé qui a lu votre dossier de suivi RSA du {dateLongue(du)} au {dateLongue(au)}. Voici
        les professionnels qui l’ont ouvert, avec leur rôle et ce qui leur donnait accès à votre dossier. Chaque lecture
        est enregistrée.
      </p>
      {depuis > du && (
        <p>
          Les lectures d’avant le {dateLongue(gardeesDepuis)} ne sont plus connues{'\u00a0'}: leur trace a été effacée
          au bout de sa durée de conservation.
        </p>
      )}
      {jours.length === 0 && depuis <= au && (
        <p>
          Personne n’a lu votre dossier {depuis > du ? `depuis le ${dateLongue(depuis)}` : 'pendant cette période'}.
        </p>
      )}
      {jours.map(({ jour, lecteurs }) => (
        <section key={jour} className={classes.jour} aria-label={dateLongue(jour)}>
          <strong>{dateLongue(jour)}</strong>
          <ul>
            {lecteurs.map(l => (
              <li key={`${l.agent} ${l.role} ${l.structure}`}>
                {[l.agent, minuscule(l.role), l.structure].filter(Boolean).join(', ')}
                <span className={classes.discret}>
                  A lu : {enListe(l.parties.map(minuscule))}. Raison : {enListe(l.raisons.map(minuscule))}.
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {listes.length > 0 && (
        <section className={classes.jour} aria-label="Votre nom dans des listes">
          <strong>Votre nom dans des listes</strong>
          <p>
            Sans ouvrir votre dossier, ces professionnels ont vu votre nom dans une liste de travail ou une recherche
            {'\u00a0'}:
          </p>
          <ul>
            {listes.map(l => (
              <li key={`${l.mois} ${l.agent} ${l.role}`}>
                {[l.agent, minuscule(l.role)].filter(Boolean).join(', ')}, en {moisAnnee(l.mois)},{' '}
                {pluriel(l.jours, 'jour')}
                <span className={classes.discret}>{enListe(l.listes.map(minuscule))}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {controles.length > 0 && (
        <p>
          Le journal de ces lectures a aussi été contrôlé, sans ouvrir votre dossier{'\u00a0'}:{' '}
          {enListe(
            controles.map(
              c => `par ${c.agent}, ${minuscule(c.role)}, ${enListe(c.jours.map(j => `le ${dateLongue(j)}`))}`,
            ),
          )}
          .
        </p>
      )}
      <p>
        Une lecture vous étonne ? Dites-le à {delegue.nom}, pour la protection des données :{' '}
        {delegue.telephone ? `${telephone(delegue.telephone)} ou ${delegue.courriel}` : delegue.courriel}. Une
        explication sera demandée, et vous aurez une réponse. Vous pouvez aussi vous adresser à la CNIL, 3 place de
        Fontenoy, 75007 Paris, ou sur cnil.fr.
      </p>
    </article>
  )
}
