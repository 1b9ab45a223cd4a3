const books = [
  { name: 'organization', roles: ['BB-JB', 'BB-ZR'] },
  { name: 'finance', roles: ['CZ'] },
  { name: 'human-resources', roles: ['RS'] },
] as const;
export type Book = (typeof books)[number]['name'];

/** The books that somebody may open. */
export const booksOf = (roles: readonly string[]): Book[] => books.filter((book) => book.roles.some((role) => roles.includes(role))).map((book) => book.name);
