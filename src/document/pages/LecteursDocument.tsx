import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { traits } from '../../agent/roles.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateEtHeure } from '../../socle/ui/dates.ts'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import type { lecteursDocument } from '../lecteurs-document.ts'
import classes from './Documents.module.css'

/** Who opened a document: every opening is kept. */
export function LecteursDocument(props: { documentId: string; titre: string; ouvert: string; onFermer: () => void }) {
  const { documentId, titre, ouvert, onFermer } = props
  const requete = useQuery({
    queryKey: ['documents', 'lectures', documentId],
    queryFn: () => call<typeof lecteursDocument>('GET /documents/:documentId/lectures', { documentId }),
  })
  return (
    <Fenetre opened onClose={onFermer} title={`Qui a ouvert « ${titre} »`} lecture>
      <Charge requete={requete}>
        {lectures =>
          lectures.length === 0 ? (
            <Text component="p" m={0}>
              Personne ne l’a encore ouvert.
            </Text>
          ) : (
            <ul className={classes.liste}>
              {lectures.map(l => (
                <li key={`${l.agent}${l.le}`}>
                  <span>
                    {l.agent}
                    <Text component="span" display="block" c="dimmed">
                      {traits(l.role)?.libelle ?? 'Filrouge'}
                    </Text>
                  </span>
                  <span>{dateEtHeure(l.le)}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Charge>
      <Text component="p" mb={0} c="dimmed">
        Peuvent l’ouvrir : {ouvert.charAt(0).toLowerCase() + ouvert.slice(1)}
      </Text>
    </Fenetre>
  )
}
