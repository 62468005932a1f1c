import type { z } from 'zod'
import type { useEnvoi } from '../../courrier/pages/envoi.ts'
import { Cartes } from '../../socle/ui/saisie/Cartes.tsx'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'
import { MODES_NOTIFICATION, type Notification } from '../orientation.ts'
import type { FormulaireDecision } from './ChoixRaison.tsx'

type Mode = keyof typeof MODES_NOTIFICATION
type Props = {
  form: FormulaireDecision
  envoi: ReturnType<typeof useEnvoi>
  personne: { courrielAccepte: boolean }
  aujourdhui: string
}

const PLUS_TARD = 'plus-tard'

/** How the person is told, and on which day; a way that can't be taken says why. */
export function ChoixNotification({ form, envoi, personne, aujourdhui }: Props) {
  const { notification } = form.valeurs
  const parMode = form.dans<z.input<typeof Notification>>('notification')
  const mode = form.choix('notification', 'Notification à la personne')
  return (
    <>
      <Cartes
        {...mode}
        error={parMode.choix('mode', mode.label).error}
        cartes={[
          ...(Object.keys(MODES_NOTIFICATION) as Mode[]).map(m => ({
            valeur: m,
            libelle: MODES_NOTIFICATION[m],
            ...(m === 'courrier' ? envoi.carte : {}),
            ...(m === 'courriel' && !personne.courrielAccepte
              ? { indisponible: true, detail: 'sans accord de la personne' }
              : {}),
          })),
          { valeur: PLUS_TARD as Mode | typeof PLUS_TARD, libelle: 'Plus tard' },
        ]}
        value={notification?.mode ?? PLUS_TARD}
        onChange={m =>
          form.poser({ notification: m === PLUS_TARD ? null : { mode: m, le: notification?.le ?? aujourdhui } })
        }
      />
      {notification && (
        <ChampDate {...parMode.date('le', 'Jour de l’envoi ou de la remise')} sens="passe" aujourdhui={aujourdhui} />
      )}
    </>
  )
}
