import type { Row } from './students.ts';
import type { StudentCell, StudentCells } from './student-cells.ts';
import { readKept } from './change-log.store.ts';

/** Whether what a certificate of that subject shows is otherwise now than it was in a kept row. */
export function isDrawnOtherwise(cells: StudentCells, subjectCode: string, kept: string, now: Row): boolean {
  const before = readKept(kept);
  const shows = ({ isDrawn, role, subjectCode: code }: StudentCell) =>
    isDrawn && (role !== 'result' || code === subjectCode);
  return cells.cells.some(
    (cell) => shows(cell) && (before[cell.column.toLowerCase()] ?? '') !== (now[cell.column] ?? ''),
  );
}
