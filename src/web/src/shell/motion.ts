/** Whether the person asked the system for less motion. */
export const still = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** How a page scrolls by itself. */
export const scrolling = (): ScrollBehavior => (still() ? 'auto' : 'smooth');
