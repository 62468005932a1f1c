import { useQuery } from '@tanstack/react-query'
import { homonymes, prenomEtNom } from '../../personne/noms.ts'
import { PucesBreves } from '../../precaution/pages/PucesBreves.tsx'
import { usePrecautionsDe } from '../../precaution/pages/usePrecautions.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateChiffres, dateLongue, heure } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { rendezVousDuJour } from '../rendez-vous-du-jour.ts'
import classes from './Accueil.module.css'

/** Who is expected today, hour after hour; a press opens the card. */
export function Attendues({ ouvrir }: { ouvrir: (personneId: string) => void }) {
  const requete = useQuery({
    queryKey: ['accueil', 'attendues'],
    queryFn: () => call<typeof rendezVousDuJour>('GET /accueil/rendez-vous', {}),
    refetchInterval: 60_000,
  })
  const parPersonne = new Map(requete.data?.attendues.map(r => [r.personneId, r]))
  const aSavoir = usePrecautionsDe([...parPersonne.keys()])
  // Somebody expected twice is nobody's namesake.
  const memeNom = new Set([...homonymes([...parPersonne.values()])].map(r => r.personneId))
  return (
    <Charge requete={requete} attente="liste">
      {({ jour, attendues, tronque }) => (
        <Fiche titre={`Rendez-vous du jour, ${dateLongue(jour)}`}>
          {attendues.length === 0 && (
            <Vide titre="Aucun rendez-vous aujourd’hui" niveau={3}>
              Ceux de votre secteur apparaissent ici, dans l’ordre des heures.
            </Vide>
          )}
          {tronque && <p>Seuls les 300 premiers rendez-vous sont montrés. Cherchez les autres par le nom.</p>}
          <ul className={classes.reconnues}>
            {attendues.map(r => (
              <li key={r.id}>
                <button type="button" onClick={() => ouvrir(r.personneId)}>
                  <span className={classes.nom}>
                    {heure(r.debut)} · {prenomEtNom(r)}
                    {memeNom.has(r.personneId) && `, né·e le ${dateChiffres(r.dateNaissance)}`}
                    <PucesBreves {...aSavoir(r.personneId)} />
                  </span>
                  <span className={classes.discret}>
                    avec {r.agent}
                    {r.lieu && ` · ${r.lieu}`}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </Fiche>
      )}
    </Charge>
  )
}
