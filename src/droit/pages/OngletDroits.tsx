import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import classes from '../../dossier/pages/Dossier.module.css'
import type { PropsOnglet } from '../../dossier/pages/onglet.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateCourte } from '../../socle/ui/dates.ts'
import { Fiche, Reperes } from '../../socle/ui/Fiche.tsx'
import { usePeut } from '../../socle/ui/session.ts'
import type { droitsDe } from '../droits-de.ts'
import { Finances } from './Finances.tsx'
import { FriseDroits } from './FriseDroits.tsx'

/** What the funds say of the person's right: its periods, sanctions, what they know beside it, then the household's money. */
export function OngletDroits({ dossier }: PropsOnglet) {
  const { id: personneId, aujourdhui, lectureApres } = dossier
  const peut = usePeut()
  if (lectureApres)
    return (
      <Fiche titre="Droits au RSA">
        <Text>Ils ont pu changer depuis la fin de votre suivi : son référent les connaît.</Text>
      </Fiche>
    )
  return (
    <div className={classes.pile}>
      <DroitsDe personneId={personneId} aujourdhui={aujourdhui} />
      {peut('finances.lire') && <Finances personneId={personneId} aujourdhui={aujourdhui} />}
    </div>
  )
}

function DroitsDe({ personneId, aujourdhui }: { personneId: string; aujourdhui: string }) {
  const requete = useQuery({
    queryKey: ['dossier', personneId, 'droits'],
    queryFn: () => call<typeof droitsDe>('GET /personnes/:personneId/droits', { personneId }),
  })
  return (
    <Charge requete={requete} attente="fiche">
      {({ mentions, ...frise }) => (
        <>
          <Fiche titre="Droits au RSA">
            <FriseDroits frise={frise} aujourdhui={aujourdhui} />
          </Fiche>
          {mentions.length > 0 && (
            <Fiche titre="Aussi connu de la caisse">
              <Reperes
                liste={mentions.map(({ terme, valeur, source, le }) => ({
                  terme,
                  valeur,
                  source: `${source}, ${dateCourte(le, aujourdhui)}`,
                  cle: `${terme} ${valeur} ${source}`,
                }))}
              />
            </Fiche>
          )}
        </>
      )}
    </Charge>
  )
}
