/** The instant the demo believes it is when the journeys begin: a Friday morning. */
export const MAINTENANT = '2026-11-20T08:05:00Z'
export const PORT = Number(process.env.E2E_PORT ?? 3990)

/** Who administers the other territory, Val-d’en-Face, with the password that the operator of the server chose. */
export const ELIE = { courriel: 'elie.passerelle@example.org', motDePasse: 'trois ponts et deux rives' }
