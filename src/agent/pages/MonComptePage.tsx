import { PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { call } from '../../socle/api.ts'
import { Fiche, Reperes } from '../../socle/ui/Fiche.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { champ, Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useSession } from '../../socle/ui/session.ts'
import type { UseCase } from '../../socle/use-case.ts'
import type { changerMotDePasse } from '../session/changer-mot-de-passe.ts'
import { LONGUEUR_MIN, MESSAGES_MOT_DE_PASSE } from '../session/mot-de-passe.ts'

/** A public route is called like a use case: same declaration. */
type Declaree = (typeof changerMotDePasse)['declaration']
type ChangerMotDePasse = UseCase<Declaree['route'], Declaree['input'], Declaree['output']>
const LIBELLES = { ancien: 'Mot de passe actuel', nouveau: 'Nouveau mot de passe', encore: 'Le même, encore une fois' }
const OEIL = { visibilityToggleButtonProps: { 'aria-label': 'Montrer le mot de passe' } }

/** Who is signed in, and their password. */
export function MonComptePage() {
  const { agent, territoire } = useSession()
  const form = useForm({
    initialValues: { ancien: '', nouveau: '', encore: '' },
    validate: {
      ancien: v => (v ? null : 'Écrivez votre mot de passe actuel.'),
      nouveau: v => (v.length < LONGUEUR_MIN ? MESSAGES_MOT_DE_PASSE['mot-de-passe-court'] : null),
      encore: (v, { nouveau }) => (v === nouveau ? null : 'Les deux saisies diffèrent. Recommencez celle-ci.'),
    },
  })
  return (
    <Page titre="Mon compte">
      <Fiche titre="Qui je suis">
        <Reperes
          liste={[
            { terme: 'Nom', valeur: agent.nom },
            { terme: 'Rôle', valeur: agent.roleLibelle },
            { terme: 'Structure', valeur: agent.structure },
            ...(agent.equipe ? [{ terme: 'Équipe', valeur: agent.equipe }] : []),
            { terme: 'Territoire', valeur: territoire.nom },
          ]}
        />
      </Fiche>
      <Fiche titre="Changer mon mot de passe">
        <Formulaire
          form={form}
          libelles={LIBELLES}
          bouton="Changer mon mot de passe"
          envoyer={async ({ ancien, nouveau }) => {
            await call<ChangerMotDePasse>('POST /mot-de-passe', { ancien, nouveau })
            form.reset()
            notifier('Mot de passe changé. Vos autres sessions sont fermées.')
          }}
        >
          <PasswordInput
            label={LIBELLES.ancien}
            required
            autoComplete="current-password"
            {...OEIL}
            {...champ(form, 'ancien')}
          />
          <PasswordInput
            label={LIBELLES.nouveau}
            description={`Au moins ${LONGUEUR_MIN} caractères : quelques mots sans lien entre eux se retiennent bien.`}
            required
            autoComplete="new-password"
            {...OEIL}
            {...champ(form, 'nouveau')}
          />
          <PasswordInput
            label={LIBELLES.encore}
            required
            autoComplete="new-password"
            {...OEIL}
            {...champ(form, 'encore')}
          />
        </Formulaire>
      </Fiche>
    </Page>
  )
}
