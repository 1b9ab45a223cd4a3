import dayjs, { type Dayjs } from 'dayjs';
import utc from 'dayjs/plugin/utc';

dayjs.extend(utc);

/** Every moment is shown in the time of the office (UTC+8, no daylight saving), wherever the browser is. */
export const local = (moment: string | number | Date): Dayjs => dayjs.utc(moment).utcOffset(8);

export const day = (moment: string | null | undefined): string => (moment ? local(moment).format('YYYY-MM-DD') : '');
export const minute = (moment: string | null | undefined): string => (moment ? local(moment).format('YYYY-MM-DD HH:mm') : '');
export const short = (moment: string | null | undefined): string => (moment ? local(moment).format('MM-DD HH:mm') : '');
