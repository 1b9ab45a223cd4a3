import { Table, type TableProps } from 'antd';
import { useEffect, useRef } from 'react';

/** A table whose rows may be wider than the screen: what scrolls can be reached with the keyboard and says what it is. */
export function DataTable<T extends object>({ label, ...props }: TableProps<T> & { label: string }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const area = frame.current?.querySelector<HTMLElement>('.ant-table-content, .ant-table-body');
    if (!area) return undefined;
    const describe = () => {
      const scrolls = area.scrollWidth > area.clientWidth || area.scrollHeight > area.clientHeight;
      for (const [name, value] of [['tabindex', '0'], ['role', 'region'], ['aria-label', label]] as const) {
        if (scrolls) area.setAttribute(name, value); else area.removeAttribute(name);
      }
    };
    describe();
    const watch = new ResizeObserver(describe);
    watch.observe(area);
    if (area.firstElementChild) watch.observe(area.firstElementChild);
    return () => watch.disconnect();
  }, [label, props.columns]);
  return <div ref={frame}><Table<T> {...props} /></div>;
}
