import { Alert, Button, Group } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Charge } from '../../../socle/ui/Charge.tsx'
import { dateCourte, jourDe, pluriel } from '../../../socle/ui/dates.ts'
import { Fenetre } from '../../../socle/ui/Fenetre.tsx'
import { Fiche } from '../../../socle/ui/Fiche.tsx'
import { LienBouton } from '../../../socle/ui/Lien.tsx'
import { GENRES_FACTEUR } from '../facteur.ts'
import { AjouterCle } from './AjouterCle.tsx'
import { AjouterTotp } from './AjouterTotp.tsx'
import { type Securite, useSecurite } from './appels.ts'
import { CodesMontres } from './CodesMontres.tsx'
import classes from './ConnexionForte.module.css'
import { clePossible } from './cle-possible.ts'
import { DelierProconnect, RefaireCodes, RetirerFacteur } from './Prouver.tsx'
import { SessionsOuvertes } from './SessionsOuvertes.tsx'

type Facteur = Securite['totp'][number] & { genre: string }
type Ouverte =
  | { quoi: 'proconnect' }
  | { quoi: 'totp' }
  | { quoi: 'cle' }
  | { quoi: 'codes' }
  | { quoi: 'retirer'; facteur: Facteur }

const TITRES = {
  totp: 'Ajouter une application de codes',
  proconnect: 'Délier mon compte ProConnect',
  cle: 'Ajouter une clé d’accès',
  codes: 'Refaire mes codes de secours',
  retirer: 'Retirer ce moyen de connexion',
}

/** What one signs in with besides a password, and the sessions that are open. `exigee`: it is all there is to do, then one goes on. */
export function ConnexionForte({ exigee }: { exigee: boolean }) {
  const requete = useSecurite()
  const cache = useQueryClient()
  const [fenetre, setFenetre] = useState<Ouverte | null>(null)
  const [codes, setCodes] = useState<string[]>([])
  const fini = async (nouveaux: string[] = []) => {
    setFenetre(null)
    setCodes(nouveaux)
    await cache.invalidateQueries()
  }
  return (
    <Charge requete={requete} attente="fiche">
      {securite => {
        const facteurs: Facteur[] = [
          ...securite.totp.map(f => ({ ...f, genre: GENRES_FACTEUR.totp })),
          ...securite.cles.map(f => ({ ...f, genre: GENRES_FACTEUR.cle })),
        ]
        return (
          <>
            <Fiche titre="Connexion forte">
              {codes.length > 0 && <CodesMontres codes={codes} />}
              {exigee && facteurs.length > 0 && (
                <Alert color="green" role="status" mb="md" title="C’est fait">
                  <p>Notez vos codes de secours, puis continuez.</p>
                  <LienBouton vers="/">Continuer</LienBouton>
                </Alert>
              )}
              <p>
                {facteurs.length === 0
                  ? 'Votre mot de passe ouvre seul votre compte. Ajoutez-y votre téléphone ou votre ordinateur : qui devine le mot de passe n’entre plus.'
                  : 'À chaque connexion, un de ces moyens vous est demandé.'}
              </p>
              {facteurs.length > 0 && (
                <ul className={classes.liste}>
                  {facteurs.map(facteur => (
                    <li key={facteur.id}>
                      <div>
                        <strong>{facteur.nom}</strong>
                        <span className={classes.discret}>
                          {facteur.genre}, depuis le {dateCourte(jourDe(facteur.creeLe))}
                        </span>
                      </div>
                      <Button
                        variant="default"
                        aria-label={`Retirer\u00a0: ${facteur.nom}`}
                        onClick={() => setFenetre({ quoi: 'retirer', facteur })}
                      >
                        Retirer
                      </Button>
                    </li>
                  ))}
                  <li>
                    <div>
                      <strong>Codes de secours</strong>
                      <span className={classes.discret}>
                        {securite.codesRestants
                          ? `${pluriel(securite.codesRestants, 'code')} à garder pour le jour où le téléphone manque`
                          : 'Il n’en reste plus : refaites-les.'}
                      </span>
                    </div>
                    <Button variant="default" onClick={() => setFenetre({ quoi: 'codes' })}>
                      Refaire
                    </Button>
                  </li>
                </ul>
              )}
              {securite.proconnectLe && (
                <ul className={classes.liste}>
                  <li>
                    <div>
                      <strong>ProConnect</strong>
                      <span className={classes.discret}>
                        Votre compte ProConnect ouvre celui-ci, depuis le {dateCourte(jourDe(securite.proconnectLe))}
                      </span>
                    </div>
                    <Button variant="default" onClick={() => setFenetre({ quoi: 'proconnect' })}>
                      Délier
                    </Button>
                  </li>
                </ul>
              )}
              <Group>
                <Button
                  variant={facteurs.length ? 'default' : 'filled'}
                  onClick={() => {
                    setCodes([])
                    setFenetre({ quoi: 'totp' })
                  }}
                >
                  Ajouter une application de codes
                </Button>
                {clePossible() && (
                  <Button
                    variant="default"
                    onClick={() => {
                      setCodes([])
                      setFenetre({ quoi: 'cle' })
                    }}
                  >
                    Ajouter une clé d’accès
                  </Button>
                )}
              </Group>
            </Fiche>
            {!exigee && <SessionsOuvertes sessions={securite.sessions} />}
            <Fenetre opened={fenetre !== null} onClose={() => setFenetre(null)} title={fenetre && TITRES[fenetre.quoi]}>
              {fenetre?.quoi === 'totp' && <AjouterTotp fini={fini} />}
              {fenetre?.quoi === 'cle' && <AjouterCle fini={fini} />}
              {fenetre?.quoi === 'proconnect' && <DelierProconnect fini={fini} />}
              {fenetre?.quoi === 'codes' && <RefaireCodes fini={fini} />}
              {fenetre?.quoi === 'retirer' && (
                <RetirerFacteur facteur={fenetre.facteur} dernier={facteurs.length === 1} fini={fini} />
              )}
            </Fenetre>
          </>
        )
      }}
    </Charge>
  )
}
