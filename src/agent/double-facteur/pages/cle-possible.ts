/** This browser can make and show keys of access. */
export const clePossible = (): boolean => typeof window.PublicKeyCredential === 'function'
