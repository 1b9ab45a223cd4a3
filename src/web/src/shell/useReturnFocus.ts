import { useEffect, useState } from 'react';

/** What had the focus before a window opened has it again when the window is gone, or its page when it is gone too. */
export function useReturnFocus(): void {
  // Asked while the window is only being drawn: once it is there, it has taken the focus.
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    return () => {
      // The window leaves the page after this; only then is nothing focused.
      window.setTimeout(() => {
        if (document.activeElement && document.activeElement !== document.body) return;
        const target = before instanceof HTMLElement && before.isConnected && before !== document.body ? before : document.getElementById('main');
        target?.focus({ preventScroll: true });
      });
    };
  }, [before]);
}
