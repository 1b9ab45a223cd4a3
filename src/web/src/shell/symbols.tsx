import type { ReactNode } from 'react';

const draw = (paths: ReactNode) => () => (
  <svg viewBox="0 0 24 24" width="1em" height="1em" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" aria-hidden>
    {paths}
  </svg>
);

export const Inbox = draw(<><path d="M4 13 6.5 5h11L20 13v6H4z" /><path d="M4 13h5l1.5 2.5h3L15 13h5" /></>);
export const FileSearch = draw(<><path d="M13 3H6v18h6" /><path d="M13 3v5h5M18 8v3" /><circle cx="16" cy="16" r="3.2" /><path d="m18.5 18.5 2.5 2.5" /></>);
export const Lock = draw(<><rect x="5" y="11" width="14" height="9" rx="1" /><path d="M8 11V8a4 4 0 0 1 8 0v3" /></>);
export const TriangleAlert = draw(<><path d="M12 4 3 20h18z" /><path d="M12 10v4M12 17v.2" /></>);
export const CloudOff = draw(<><path d="M7 18h10.5a3.5 3.5 0 0 0 .7-6.9A6 6 0 0 0 9 7.4" /><path d="M6.3 10A4 4 0 0 0 7 18M4 4l16 16" /></>);
