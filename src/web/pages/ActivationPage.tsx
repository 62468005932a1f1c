import { Alert, Button, PasswordInput, Text, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { Entree } from '../../agent/session/entree.ts'
import { fautesMotDePasse, LONGUEUR_MIN, SaisieChoix, SaisieRejoindre } from '../../agent/session/mot-de-passe.ts'
import { ApiRefusal } from '../../socle/api.ts'
import { Attente } from '../../socle/ui/Attente.tsx'
import { BoutonConfirmer } from '../../socle/ui/Confirmer.tsx'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { autresMoyens, decliner, lien, ouvrirParLien, rejoindre } from '../par-lien.ts'
import { accueilDuRole } from '../routes.tsx'
import { accueil } from '../session.ts'
import classes from './texte.module.css'
import { PostePartage, useEntree } from './useEntree.tsx'

const OEIL = { visibilityToggleButtonProps: { 'aria-label': 'Montrer ou cacher le mot de passe' } }
const AIDE = `Au moins ${LONGUEUR_MIN} caractères : quelques mots sans lien entre eux se retiennent bien.`

/** What a link opens: one's account, another territory, or another password. Its token follows the sign # and goes nowhere else. */
export function ActivationPage() {
  const adresse = useLocation({ select: lieu => lieu.hash })
  // The address loses it as one leaves; read, it isn't asked for again: it has served.
  const [{ jeton, lu }, setLien] = useState<{ jeton: string; lu: Lu | null }>({ jeton: adresse || 'absent', lu: null })
  if (adresse && adresse !== jeton) setLien({ jeton: adresse, lu: null })
  const requete = useQuery({
    ...lien(jeton),
    enabled: lu === null,
    retry: (n, e) => n < 2 && !(e instanceof ApiRefusal),
  })
  if (requete.data && lu === null) setLien({ jeton, lu: requete.data })
  const naviguer = useNavigate()
  const [decline, setDecline] = useState(false)
  const choisi = useRef(false)
  const { reste, suivre } = useEntree(async ({ agent }) => {
    // Who comes back to an account finds there what others may have added.
    if (choisi.current && (await autresMoyens()))
      await naviguer({ to: '/mon-compte', search: { apres: 'lien' } as never, replace: true })
    else await naviguer({ to: accueilDuRole(agent.role), replace: true })
  })
  if (reste) return reste
  if (decline)
    return (
      <Page titre="Invitation déclinée" issue>
        <p>Aucun compte n’est ouvert dans ce territoire. Vous pouvez fermer cette page.</p>
      </Page>
    )
  if (requete.isError && lu === null)
    return (
      <Page titre="Ce lien n’ouvre rien" issue>
        <Erreur erreur={requete.error} />
        <p>
          <Lien vers="/connexion">Aller à la connexion</Lien>
        </p>
      </Page>
    )
  if (lu === null) return <Attente />
  const choisir = async (entree: Entree) => {
    choisi.current = true
    await suivre(entree)
  }
  return <Ouvrir {...{ jeton, lu, suivre, choisir }} declinee={() => setDecline(true)} />
}

type Lu = NonNullable<Awaited<ReturnType<NonNullable<ReturnType<typeof lien>['queryFn']>>>>
type Props = { jeton: string; lu: Lu; suivre: (entree: Entree) => Promise<void> }

/** In with the password of one's account: there for the first time, or again. */
const rejoint = ({ reinitialise, territoire }: Lu) => `${reinitialise ? 'Revenir dans' : 'Rejoindre'} ${territoire}`

type Choix = { nouveau: string; encore: string }
type Choisie = { choisir: (entree: Entree) => Promise<void> }

function Ouvrir({ jeton, lu, suivre, choisir, declinee }: Props & Choisie & { declinee: () => void }) {
  const [deja, setDeja] = useState(lu.compte === 'existant' && lu.genre === 'activation')
  const [garde, setGarde] = useState<Choix | null>(null)
  const autre = lu.genre === 'oubli' || lu.reinitialise
  const titre = deja ? rejoint(lu) : autre ? 'Choisir un autre mot de passe' : 'Ouvrir mon compte'
  const qui = lu.genre === 'oubli' ? null : `${lu.prenom} ${lu.nom}${deja ? '' : `, territoire ${lu.territoire}`}.`
  return (
    <Page titre={titre} phrase={qui}>
      <div className={classes.porte} data-seule>
        <Fiche
          titre={
            deja
              ? lu.reinitialise
                ? 'Avec un autre mot de passe'
                : 'Avec le mot de passe de votre compte'
              : 'Mon mot de passe'
          }
        >
          {lu.compte === 'non-dit' && !deja && (
            <Text component="p">
              Ce lien vous a été remis par l’administrateur, qui a pu le voir. Le mot de passe, vous seul le choisissez.
            </Text>
          )}
          {deja ? (
            <Rejoindre {...{ jeton, lu, garde }} suivre={lu.reinitialise ? choisir : suivre} />
          ) : (
            <Choisir
              {...{ jeton, lu }}
              suivre={choisir}
              existe={choix => {
                setGarde(choix)
                setDeja(true)
              }}
            />
          )}
          {lu.cede && (
            <Button variant="subtle" onClick={() => setDeja(!deja)}>
              {deja ? 'Je n’ai jamais ouvert ce compte' : 'J’ai déjà ouvert ce compte'}
            </Button>
          )}
          {lu.compte === 'non-dit' && !autre && (
            <Button variant="subtle" onClick={() => setDeja(!deja)}>
              {deja ? 'Je n’ai pas encore de compte Filrouge' : 'J’ai déjà un compte Filrouge ailleurs'}
            </Button>
          )}
        </Fiche>
        {!autre && (
          <div>
            <BoutonConfirmer
              variant="subtle"
              titre={`Décliner l’invitation de ${lu.territoire} ?`}
              perte="Vous n’aurez pas de compte dans ce territoire, et son administrateur le saura. Ce que vous avez ailleurs ne change pas."
              action="Décliner l’invitation"
              onConfirmer={async () => {
                await decliner(jeton)
                declinee()
              }}
            >
              Décliner l’invitation
            </BoutonConfirmer>
          </div>
        )}
      </div>
    </Page>
  )
}

/** The address, for who keeps passwords. */
const Adresse = ({ courriel }: { courriel: string }) => (
  <TextInput
    label="Adresse électronique"
    value={courriel}
    readOnly
    variant="unstyled"
    type="email"
    autoComplete="username"
  />
)

function Choisir({ jeton, lu, suivre, existe }: Props & { existe: (choix: Choix) => void }) {
  const cache = useQueryClient()
  const form = useFormulaire(SaisieChoix, { nouveau: '', encore: '' }, fautesMotDePasse)
  return (
    <Formulaire
      form={form}
      bouton={lu.genre === 'oubli' || lu.reinitialise ? 'Changer mon mot de passe' : 'Ouvrir mon compte'}
      perte={null}
      envoyer={async choix => {
        try {
          await suivre(
            await ouvrirParLien(cache, { jeton, nouveau: choix.nouveau, jamaisOuvert: lu.cede || undefined }),
          )
        } catch (erreur) {
          if (!(erreur instanceof ApiRefusal && erreur.code === 'compte-existant')) throw erreur
          existe(choix)
        }
      }}
    >
      {lu.cede && (
        <Text component="p">
          Quelqu’un d’autre a ouvert un compte à votre adresse, sans prouver qu’elle est à lui. Il sera fermé, là où il
          sert, et vous ouvrez le vôtre. C’était vous ? Entrez plutôt avec son mot de passe.
        </Text>
      )}
      <Adresse courriel={lu.courriel} />
      <PasswordInput
        {...form.texte('nouveau', 'Nouveau mot de passe')}
        description={AIDE}
        autoComplete="new-password"
        {...OEIL}
      />
      <PasswordInput {...form.texte('encore', 'Le même, encore une fois')} autoComplete="new-password" {...OEIL} />
      <PostePartage />
    </Formulaire>
  )
}

function Rejoindre({ jeton, lu, garde, suivre }: Props & { garde: Choix | null }) {
  const cache = useQueryClient()
  const { data: porte } = useQuery(accueil)
  const [aChanger, setAChanger] = useState(lu.reinitialise)
  const form = useFormulaire(
    SaisieRejoindre,
    { motDePasse: '', ...(garde ?? { nouveau: '', encore: '' }) },
    ({ nouveau, encore }) => (aChanger || nouveau ? fautesMotDePasse({ nouveau, encore }) : []),
  )
  return (
    <Formulaire
      form={form}
      bouton={rejoint(lu)}
      perte={null}
      envoyer={async ({ motDePasse, nouveau }) => {
        try {
          await suivre(await rejoindre(cache, { jeton, motDePasse, nouveau: aChanger ? nouveau : undefined }))
        } catch (erreur) {
          if (erreur instanceof ApiRefusal && erreur.code === 'mot-de-passe-a-changer') setAChanger(true)
          throw erreur
        }
      }}
    >
      {garde && (
        <Alert
          color="blue"
          role="status"
          title={
            lu.reinitialise
              ? 'Dites d’abord votre mot de passe actuel'
              : 'Vous avez déjà un compte Filrouge, ou un autre lien pour l’ouvrir'
          }
        >
          {lu.reinitialise
            ? 'Vous travaillez aussi ailleurs : ce mot de passe y sert encore. Le nouveau, que vous venez d’écrire, est gardé plus bas.'
            : 'Entrez avec le mot de passe de ce compte. Si vous ne l’avez pas encore, ouvrez d’abord l’autre lien.'}
        </Alert>
      )}
      <Adresse courriel={lu.courriel} />
      <PasswordInput
        {...form.texte('motDePasse', aChanger ? 'Mot de passe actuel' : 'Mot de passe')}
        autoComplete="current-password"
        {...OEIL}
      />
      {porte?.oubli && <Lien vers="/mot-de-passe-oublie">Mot de passe oublié</Lien>}
      {aChanger && (
        <>
          <PasswordInput
            {...form.texte('nouveau', 'Nouveau mot de passe', { requis: true })}
            description={AIDE}
            autoComplete="new-password"
            {...OEIL}
          />
          <PasswordInput
            {...form.texte('encore', 'Le même, encore une fois', { requis: true })}
            autoComplete="new-password"
            {...OEIL}
          />
        </>
      )}
      <PostePartage />
    </Formulaire>
  )
}
