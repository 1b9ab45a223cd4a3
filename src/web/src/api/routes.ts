/** What may be asked of the server, by method and path: the answer and the body follow from the generated description. */
import type { paths } from './schema';

export type Method = 'get' | 'post' | 'put' | 'delete';

type Root = '/api/v1';
type Described<M extends Method> = { [P in keyof paths]: paths[P][M] extends { responses: unknown } ? P : never }[keyof paths];
/** `/cases/{id}/draft` as a caller writes it: `/cases/${string}/draft`. */
type Written<P extends string> = P extends `${infer Before}{${string}}${infer After}` ? `${Before}${string}${Written<After>}` : P;
type WithoutRoot<P extends string> = P extends `${Root}${infer Rest}` ? Rest : never;
type Same<A, B> = [A, B] extends [B, A] ? true : false;
type Operation<M extends Method, P extends string> = P extends unknown ? { [K in Described<M>]: Same<Written<WithoutRoot<K>>, P> extends true ? paths[K][M] : never }[Described<M>] : never;
type Json<T> = T extends { content: { 'application/json': infer Value } } ? Value : undefined;

export type Path<M extends Method> = Written<WithoutRoot<Described<M>>>;
export type Answer<M extends Method, P extends string> = Operation<M, P> extends { responses: { 200: infer Ok } } ? Json<Ok> : never;
export type Body<M extends Method, P extends string> = Operation<M, P> extends { requestBody?: infer Sent } ? Json<NonNullable<Sent>> : undefined;
export type Search<M extends Method, P extends string> = Operation<M, P> extends { parameters: { query?: infer Query } } ? Query : undefined;
/** Lists: rows all at once or page by page. */
export type ListPath = { [P in Path<'get'>]: Answer<'get', P> extends unknown[] | { items: unknown[]; page: number } ? P : never }[Path<'get'>];
export type Row<P extends ListPath> = Answer<'get', P> extends (infer T extends object)[] ? T : Answer<'get', P> extends { items: (infer T extends object)[] } ? T : never;
