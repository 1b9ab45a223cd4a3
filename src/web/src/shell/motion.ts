/** How a page scrolls by itself: smoothly, unless the person asked the system for less motion. */
export const scrolling = (): ScrollBehavior => (window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth');
