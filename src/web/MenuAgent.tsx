import { Button, Text } from '@mantine/core'
import {
  IconChevronDown,
  IconKey,
  IconLogout,
  IconMap2,
  IconSwitchHorizontal,
  IconUserCircle,
} from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useRouter } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { Session } from '../agent/session/session.ts'
import { differe } from '../socle/ui/differe.tsx'
import { quitterLaPage } from '../socle/ui/fenetre-gardee.ts'
import { ICONE } from '../socle/ui/icone.ts'
import { notifier, notifierErreur } from '../socle/ui/notifier.tsx'
import { titresDesBrouillons } from '../socle/ui/poste/brouillons.ts'
import { postePartage } from '../socle/ui/poste/poste.ts'
import classes from './Entete.module.css'
import type { Depart } from './PartirEtEffacer.tsx'
import { accueilDuRole } from './routes.tsx'
import { changerDeRole, changerDeTerritoire, fermer } from './session.ts'

const PartirEtEffacer = differe(() => import('./PartirEtEffacer.tsx'), 'PartirEtEffacer')

/** « Awa D. »: enough to know whose session it is, on a screen others may see. */
function nomCourt(nom: string): string {
  const [prenom = '', ...reste] = nom.split(' ')
  return reste[0] ? `${prenom} ${reste[0][0]}.` : prenom
}

/** Who one is, in which role, and the way out: a panel of the browser (popover), so it weighs nothing. */
export function MenuAgent({ session }: { session: Session }) {
  const cache = useQueryClient()
  const routeur = useRouter()
  const naviguer = useNavigate()
  const panneau = useRef<HTMLDivElement>(null)
  const { agent, habilitations, territoire, ailleurs } = session

  const [depart, setDepart] = useState<Depart | null>(null)

  const sortir = async () => {
    const suite = await fermer(cache)
    if (suite) window.location.assign(suite)
    else await naviguer({ to: '/connexion' })
  }
  const changer = async (id: string) => {
    const nouvelle = await changerDeRole(cache, id)
    await naviguer({ to: accueilDuRole(nouvelle.agent.role) })
    await routeur.invalidate()
    notifier(`Vous agissez maintenant comme ${nouvelle.agent.roleLibelle.toLowerCase()}.`)
  }
  const passerA = async (code: string) => {
    const nouvelle = await changerDeTerritoire(cache, code)
    await naviguer({ to: accueilDuRole(nouvelle.agent.role) })
    await routeur.invalidate()
    notifier(`Vous êtes maintenant dans le territoire ${nouvelle.territoire.nom}.`)
  }
  const faire = (acte: () => Promise<void>) => () => {
    panneau.current?.hidePopover()
    quitterLaPage(() => void acte().catch(notifierErreur))
  }
  /** What makes somebody else of who is here takes their drafts with it. */
  const demander = (ailleurs: boolean, partir: Depart['partir']) => async () => {
    const perdus = titresDesBrouillons()
    if (perdus.length === 0) await partir()
    else setDepart({ ailleurs, partir, perdus })
  }
  const autres = habilitations.filter(h => !h.choisie)
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        popoverTarget="menu-agent"
        rightSection={<IconChevronDown {...ICONE} />}
        leftSection={<IconUserCircle {...ICONE} />}
        className={classes.agent}
      >
        <span className={classes.qui}>
          {nomCourt(agent.nom)}
          {ailleurs.length > 0 && <span className={classes.ou}>{territoire.nom}</span>}
        </span>
      </Button>
      <div id="menu-agent" popover="auto" ref={panneau} className={classes.menu}>
        <Text component="p" m={0} fw={600}>
          {agent.nom}
        </Text>
        <Text component="p" m={0} size="xs" c="dimmed">
          {agent.roleLibelle}
          {agent.structure && `, ${agent.structure}`}
          {ailleurs.length > 0 && `, territoire ${territoire.nom}`}
        </Text>
        {postePartage() && (
          <Text component="p" m={0} size="xs" c="dimmed">
            Ordinateur partagé : rien n’y est gardé.
          </Text>
        )}
        <ul>
          {autres.map(h => (
            <li key={h.id}>
              <button type="button" onClick={faire(() => changer(h.id))}>
                <IconSwitchHorizontal {...ICONE} />
                Agir comme : {h.libelle}
              </button>
            </li>
          ))}
          {ailleurs.map(({ code, nom }) => (
            <li key={code}>
              <button type="button" onClick={faire(demander(true, () => passerA(code)))}>
                <IconMap2 {...ICONE} />
                Changer de territoire : {nom}
              </button>
            </li>
          ))}
          <li>
            <Link to="/mon-compte" onClick={() => panneau.current?.hidePopover()}>
              <IconKey {...ICONE} />
              Mon compte
            </Link>
          </li>
          <li>
            <button type="button" onClick={faire(demander(false, sortir))}>
              <IconLogout {...ICONE} />
              Se déconnecter
            </button>
          </li>
        </ul>
      </div>
      {depart && <PartirEtEffacer {...depart} rester={() => setDepart(null)} />}
    </>
  )
}
