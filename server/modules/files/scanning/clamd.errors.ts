/** The scanner could not be asked, or answered nonsense: that is a failure of the scanner, and never a verdict. */
export class ScannerFailed extends Error {
  override readonly name: string = 'ScannerFailed';
}

/** It was there, and then silent or gone before its answer: its fault, or that of what it was given. */
export class ScannerBrokeOff extends ScannerFailed {
  override readonly name = 'ScannerBrokeOff';
}

/** The scanner works, and could not say anything about this file this time. */
export class ScannerGaveNoVerdict extends Error {
  override readonly name = 'ScannerGaveNoVerdict';
}
