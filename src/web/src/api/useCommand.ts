import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { newId, Problem } from './client';

/** Whether the server has surely not carried the command out; after a lost answer or a failure it may have. */
export const isDefinite = (error: unknown): boolean => error instanceof Problem && error.status < 500;

/**
 * One intended change. The command id stays the same until the server has given a definite answer, so a repeated click
 * or a retry after a lost answer is carried out once; after a refusal the next attempt is a new command.
 */
export function useCommand<Input, Output>(
  run: (input: Input, commandId: string) => Promise<Output>,
  options: { onSuccess?: (output: Output, input: Input) => void; onError?: (error: Error, input: Input) => void } = {},
) {
  const id = useRef(newId());
  const busy = useRef(false);
  const mutation = useMutation({
    mutationFn: async (input: Input) => {
      try {
        const output = await run(input, id.current);
        id.current = newId();
        return output;
      } catch (error) {
        if (isDefinite(error)) id.current = newId();
        throw error;
      } finally {
        busy.current = false;
      }
    },
    onSuccess: options.onSuccess,
    onError: options.onError,
  });
  return {
    ...mutation,
    /** Ignores calls while one is under way. */
    submit(input: Input) {
      if (busy.current) return;
      busy.current = true;
      mutation.mutate(input);
    },
  };
}
