/** Paths of the client that mails lead to. */
export const PAGES = {
  signIn: '/login',
  forgottenPassword: '/forgot-password',
  ticket: (number: string) => `/tickets/${number}`,
  account: (id: string) => `/users/${id}`,
} as const;
