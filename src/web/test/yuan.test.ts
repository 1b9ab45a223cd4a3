import { expect, test } from 'vitest';
import { yuan } from '../src/books/yuan';

test('fen are shown as yuan with every digit', () => {
  expect([0, 5, 99, 100, 123_456, -100_000_050, 999_999_999_999].map(yuan)).toEqual(['0.00', '0.05', '0.99', '1.00', '1,234.56', '-1,000,000.50', '9,999,999,999.99']);
});
